using System.Buffers.Binary;

namespace OrleansStore.Contracts.Sessions;

/// <summary>The durable rows of sessions that ended while access tokens of theirs are still good: a node that starts reads them.</summary>
public static class EndedSessions
{
    /// <summary>The table of durable rows.</summary>
    public const string Table = "endedSessions";

    /// <summary>How long one is remembered: as long as its youngest access token is good, and a minute for clocks that differ.</summary>
    public static readonly TimeSpan Remembered = SessionLimits.Access + TimeSpan.FromMinutes(1);

    /// <summary>The key of a session's row.</summary>
    public static string KeyOf(Guid session) => session.ToString("N");

    /// <summary>The value of the row: until when.</summary>
    public static byte[] Write(DateTimeOffset until)
    {
        var value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(value, until.ToUnixTimeSeconds());
        return value;
    }

    /// <summary>Reads a row.</summary>
    public static (Guid Session, DateTimeOffset Until) Read(string key, ReadOnlySpan<byte> value) =>
        (Guid.ParseExact(key, "N"), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(value)));
}
