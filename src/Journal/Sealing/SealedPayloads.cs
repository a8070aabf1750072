namespace OrleansStore.Journal.Sealing;

/// <summary>Shows payloads as they are stored to people, without opening them.</summary>
public static class SealedPayloads
{
    /// <summary>What can be read of a payload without a key.</summary>
    /// <param name="payload">As it is stored, or opened.</param>
    /// <param name="isSealed">Whether something in it is sealed; stand-ins are in its place.</param>
    public static ReadOnlyMemory<byte> Left(ReadOnlyMemory<byte> payload, out bool isSealed)
    {
        var parts = SealedJson.Split(payload.Span);
        isSealed = parts is not null;
        return parts?.Left ?? payload;
    }
}
