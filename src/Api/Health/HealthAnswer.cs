using OrleansStore.Journal;

namespace OrleansStore.Api.Health;

/// <summary>How the process is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c>, <c>starting</c>, <c>storageUnavailable</c> or <c>healthy</c>.</param>
/// <param name="Version">The store's version.</param>
/// <param name="ReadPosition">How far the read side is in the journal.</param>
/// <param name="Fault">Why the store cannot be written or read, as in the problem <c>storageUnavailable</c>.</param>
public sealed record HealthAnswer(string Status, string? Version = null, long? ReadPosition = null, JournalFault? Fault = null);
