namespace OrleansStore.Simulation.World;

/// <summary>What happened, in order: a hash of all of it, and, when somebody reads along, the lines.</summary>
internal sealed class Trace(Action<string>? reader)
{
    private const ulong Prime = 1099511628211;

    /// <summary>Equal hashes: every choice, write, fault and answer was the same.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>How much was added.</summary>
    public long Length { get; private set; }

    /// <summary>Whether lines are worth their making.</summary>
    public bool IsRead => reader is not null;

    public void Add(long number)
    {
        Length++;
        for (var i = 0; i < 8; i++) Mix((byte)(number >> (8 * i)));
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        foreach (var b in bytes) Mix(b);
    }

    public void Add(DateTimeOffset at, string line)
    {
        Add(at.Ticks);
        foreach (var c in line)
        {
            Mix((byte)c);
            Mix((byte)(c >> 8));
        }

        reader?.Invoke($"{at:mm:ss.ffffff} {line}");
    }

    /// <summary>For the reader alone.</summary>
    public void Show(DateTimeOffset at, string line) => reader?.Invoke($"{at:mm:ss.ffffff} {line}");

    private void Mix(byte b) => Hash = (Hash ^ b) * Prime;
}
