namespace OrleansStore.Journal.Sqlite;

/// <summary>What the rows of a stream's later events leave out, because its first event has it.</summary>
/// <param name="First">The position of the stream's first event.</param>
internal sealed record StreamOrigin(long First, string Stream, string Actor, Guid CorrelationId)
{
    /// <summary>The guid that the stream's name ends in, if any.</summary>
    public Guid? Guid { get; } = GuidOf(Stream);

    public static StreamOrigin Of(string stream, long position, NewEvent first) => new(position, stream, first.Actor, first.CorrelationId);

    public static StreamOrigin Of(StoredEvent first) => new(first.Position, first.Stream, first.Actor, first.CorrelationId);

    public static Guid? GuidOf(string stream)
    {
        Span<byte> guid = stackalloc byte[GuidEnding.Bytes];
        return GuidEnding.Parse(stream, guid, out _) == '\0' ? null : new Guid(guid, bigEndian: true);
    }
}
