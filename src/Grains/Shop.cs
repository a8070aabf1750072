namespace OrleansStore.Grains;

/// <summary>What the domain knows of the one shop it runs.</summary>
/// <param name="Currency">The currency everything is sold in, ISO 4217.</param>
public sealed record Shop(string Currency);
