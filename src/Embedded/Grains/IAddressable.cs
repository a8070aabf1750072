namespace Orleans.Runtime;

/// <summary>Anything that calls can be addressed to.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Runtime/IAddressable.cs</remarks>
public interface IAddressable;
