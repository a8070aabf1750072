using System.Buffers.Binary;

namespace OrleansStore.Journal.Sealing;

/// <summary>The keys that lock subjects' keys away: the present one, and those before it until nothing is locked with them any more.</summary>
public sealed class MasterKeys
{
    private const int IdSize = sizeof(uint);
    private readonly SealingKey _present;
    private readonly SealingKey[] _all;

    /// <param name="present">Locks from now on.</param>
    /// <param name="previous">Open what was locked before.</param>
    public MasterKeys(SealingKey present, params IEnumerable<SealingKey> previous)
    {
        _present = present;
        _all = [present, .. previous];
    }

    /// <summary>Whether something is locked with the present key.</summary>
    public bool IsPresent(ReadOnlySpan<byte> locked) => locked.Length > IdSize && BinaryPrimitives.ReadUInt32BigEndian(locked) == _present.Id;

    /// <summary>Locks a secret away: the master key's id, then the secret sealed.</summary>
    /// <param name="about">Whose it is.</param>
    public byte[] Lock(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> about)
    {
        var whole = new byte[IdSize + secret.Length + SealingKey.Overhead];
        BinaryPrimitives.WriteUInt32BigEndian(whole, _present.Id);
        _present.Seal(secret, about).CopyTo(whole, IdSize);
        return whole;
    }

    /// <summary>Unlocks a secret.</summary>
    /// <exception cref="JournalUnavailableException">It was locked with a key that this process was not given.</exception>
    public byte[] Unlock(ReadOnlySpan<byte> locked, ReadOnlySpan<byte> about)
    {
        var id = locked.Length > IdSize ? BinaryPrimitives.ReadUInt32BigEndian(locked) : 0;
        foreach (var key in _all)
            if (key.Id == id && key.Open(locked[IdSize..], about) is { } secret)
                return secret;
        throw new JournalUnavailableException(
            JournalFault.Locked, $"What is stored of people is locked with the master key {id:x8}, which is not among those that are configured.");
    }
}
