using System.Buffers.Binary;

namespace OrleansStore.Grains.Sweeping;

/// <summary>Things of one kind whose ids were made at about the same time.</summary>
/// <remarks>
/// Ids are UUIDs of version 7, so they tell when they were made; what was made long ago rarely moves. Kept by age, a
/// million open carts cost a few small rows each time, where shards by hash would all be rewritten.
/// </remarks>
internal readonly record struct DueShardKey(DueKind Kind, long Age)
{
    /// <summary>About 17 minutes a shard: at some forty new things a second that nobody ends, one row each.</summary>
    private const int AgeBits = 20;

    public static DueShardKey Of(DueKind kind, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(kind, (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> (16 + AgeBits)));
    }
}

/// <inheritdoc cref="DueShardKey"/>
internal sealed class DueShard
{
    /// <summary>From when each thing's time counts, in ticks.</summary>
    public Dictionary<DueKey, long> Since { get; } = [];

    /// <summary>It is not as it was kept.</summary>
    public bool IsChanged { get; set; }

    /// <summary>How far the fold had come when it was kept; 0 when it never was.</summary>
    public long KeptAt { get; set; }

    /// <summary>Rows in which it is kept.</summary>
    public int KeptRows { get; set; }
}
