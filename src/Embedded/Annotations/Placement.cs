namespace Orleans.Placement;

/// <summary>Activations of the class arise where they are called from; in one process they do anyway.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Placement/PlacementAttribute.cs</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute : Attribute;
