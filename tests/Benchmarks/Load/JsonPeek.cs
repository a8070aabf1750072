namespace OrleansStore.Benchmarks.Load;

/// <summary>Finds a value in JSON of a known shape without parsing it; the load must not be what is slow.</summary>
internal static class JsonPeek
{
    public static ReadOnlySpan<byte> After(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> marker, int length) =>
        Behind(json.Span, marker)[..length];

    public static ReadOnlySpan<byte> NumberAfter(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> marker)
    {
        var number = Behind(json.Span, marker);
        return number[..number.IndexOfAnyExceptInRange((byte)'0', (byte)'9')];
    }

    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> json, ReadOnlySpan<byte> marker)
    {
        var at = json.IndexOf(marker);
        return at >= 0
            ? json[(at + marker.Length)..]
            : throw new InvalidDataException($"The answer has no {System.Text.Encoding.UTF8.GetString(marker)}.");
    }
}
