using OrleansStore.Contracts;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Simulation.World;

/// <summary>Seeded chance (SplitMix64): the same numbers on every machine and runtime.</summary>
internal sealed class Chance(ulong seed) : IChance, IIdSource, ISecretSource, Orleans.Embedded.IIdentitySource
{
    private ulong _state = seed;

    public double Next() => (Bits() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double rate) => rate > 0 && Next() < rate;

    /// <summary>From 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)Math.BigMul(Bits(), (ulong)limit, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public TimeSpan Between(TimeSpan low, TimeSpan high) => low + ((high - low) * Next());

    public T Pick<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>A version 7 id without its time: order does not matter here, being the same each time does.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Bits());
        BitConverter.TryWriteBytes(bytes[8..], Bits());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public void Fill(Span<byte> secret)
    {
        for (; secret.Length >= sizeof(ulong); secret = secret[sizeof(ulong)..]) BitConverter.TryWriteBytes(secret, Bits());
    }

    /// <summary>Chance of its own for a part, so that what one part draws does not shift the others.</summary>
    public Chance Fork() => new(Bits());

    private ulong Bits()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
