using System.Text.Json.Serialization;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Journal.Tests.Sealing;

[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

public sealed record Home(string Street, string? State, int Floor, string[] Rings);

/// <summary>An event that says much of a person, at every depth.</summary>
public sealed record Moved(
    string Number,
    [property: Secret] string Name,
    [property: Secret] string? Phone,
    [property: Secret] Home? To,
    long Amount,
    Parcel[] Parcels,
    [property: Secret] string[]? Tags = null);

public sealed record Parcel(int Weight, [property: Secret] string Receiver, Home? At);

public sealed record Counted(long Number);

public sealed record Numbered([property: Secret] long Number);

[JsonSerializable(typeof(Moved))]
[JsonSerializable(typeof(Counted))]
[JsonSerializable(typeof(Numbered))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class SealingJson : JsonSerializerContext;

/// <summary>What sealing needs, with keys that are the same in every run.</summary>
internal static class Sealing
{
    public static EventCodec Codec { get; } = new([
        new EventType("person.moved.v1", SealingJson.Default.Moved), new EventType("order.counted.v1", SealingJson.Default.Counted)]);

    public static PersonalMembers Members { get; } = new(Codec, typeof(SecretAttribute));

    public static MasterKeys Master(byte number, params byte[] others) => new(KeyOf(number), others.Select(KeyOf));

    public static SealingKey KeyOf(byte number)
    {
        var secret = new byte[SealingKey.Size];
        secret.AsSpan().Fill(number);
        return new SealingKey(secret);
    }

    public static SubjectKeys Keys(IDurableRows rows, MasterKeys master, TimeProvider? time = null) =>
        new(rows, new Lazy<MasterKeys>(master), new CountedSecrets(), time ?? TimeProvider.System);

    /// <summary>No two are the same, in no two instances.</summary>
    private sealed class CountedSecrets : ISecretSource
    {
        private static int _made;

        public void Fill(Span<byte> secret) => BitConverter.TryWriteBytes(secret, Interlocked.Increment(ref _made));
    }
}
