using OrleansStore.Contracts.Claims;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Journaling;

/// <summary>What every journaled grain needs, gathered once a silo so that an activation holds one reference.</summary>
/// <param name="Names">Names that tell nothing of people.</param>
/// <param name="SnapshotEvery">Events between two snapshots of a stream; bounds a replay.</param>
public sealed record JournalServices(IJournal Journal, EventCodec Codec, TimeProvider Time, IIdSource Ids, IClaimNames Names, int SnapshotEvery = 200);
