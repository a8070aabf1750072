using Orleans.Runtime;

namespace Orleans;

// Orleans: src/Orleans.Core.Abstractions/Core/IGrain.cs

/// <summary>A grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a GUID.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain whose key is a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain whose key is text.</summary>
public interface IGrainWithStringKey : IGrain;
