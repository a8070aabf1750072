using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace OrleansStore.Journal.Sealing;

/// <summary>
/// JSON whose personal members are sealed: <c>{"total": 5, "email": "[erased]", "sealed": "…"}</c>. In the place of each
/// member stands what is left when its key is gone, so that it can be read without the key too; the last member holds
/// subject, key and, sealed, what stood there.
/// </summary>
/// <remarks>
/// Sealed is a list of cuts, each a place in the JSON that is left (4 bytes), how many bytes of it stand in for what was
/// there (4), how many bytes there were (4), and those bytes. So what comes back is what was written, byte for byte.
/// </remarks>
internal static class SealedJson
{
    /// <summary>What stands where a text was.</summary>
    public const string Erased = "[erased]";

    /// <summary>Subject and key before the sealed bytes.</summary>
    private const int Head = 16 + sizeof(uint);

    private const int Cut = 3 * sizeof(int);

    /// <summary>What is sealed as a whole is its own stand-in.</summary>
    private static readonly byte[] _whole = "{}"u8.ToArray();

    private static ReadOnlySpan<byte> Name => "\"sealed\":\""u8;

    /// <summary>Seals the personal members.</summary>
    /// <returns>The JSON itself when it has none.</returns>
    public static ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> json, PersonalMembers.Member members, Guid subject, SealingKey? key, string type)
    {
        var (left, cuts) = (new ArrayBufferWriter<byte>(json.Length + 256), new ArrayBufferWriter<byte>(256));
        Separate(json.Span, members, left, cuts);
        if (cuts.WrittenCount == 0) return json;
        return key is null ? left.WrittenMemory : Append(left, subject, key, key.Seal(cuts.WrittenSpan, About(type)));
    }

    /// <summary>Seals all of it.</summary>
    public static ReadOnlyMemory<byte> SealWhole(ReadOnlyMemory<byte> json, Guid subject, SealingKey key, string type)
    {
        var (left, cuts) = (new ArrayBufferWriter<byte>(json.Length * 2), new ArrayBufferWriter<byte>(json.Length + Cut));
        left.Write(_whole);
        Add(cuts, 0, _whole.Length, json.Span);
        return Append(left, subject, key, key.Seal(cuts.WrittenSpan, About(type)));
    }

    /// <summary>Takes it apart; null when nothing is sealed in it.</summary>
    public static Parts? Split(ReadOnlySpan<byte> json)
    {
        var at = Place(json);
        if (at < 0) return null;
        var text = json[(at + Name.Length)..^2];
        if (!Base64Url.IsValid(text, out var length) || length <= Head) return null;
        var rest = json[..at];
        if (rest.EndsWith(","u8)) rest = rest[..^1];
        return new Parts([.. rest, (byte)'}'], Base64Url.DecodeFromUtf8(text));
    }

    /// <summary>Whether something is sealed in it; costs next to nothing.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> json) => Place(json) >= 0;

    /// <summary>Opens it with its subject's keys.</summary>
    /// <returns>As it was written; with the stand-ins when the keys are gone; null when the key is missing or does not open it.</returns>
    public static ReadOnlyMemory<byte>? Open(Parts parts, SubjectKeyRing keys, string type)
    {
        if (keys.DestroyedAt is not null) return parts.Left;
        return keys.Find(parts.Key)?.Open(parts.Blob.AsSpan(Head), About(type)) is { } cuts ? (ReadOnlyMemory<byte>?)Join(parts.Left, cuts) : null;
    }

    private static byte[] About(string type) => Encoding.UTF8.GetBytes(type);

    private static ReadOnlyMemory<byte> Append(ArrayBufferWriter<byte> left, Guid subject, SealingKey key, byte[] cuts)
    {
        var blob = new byte[Head + cuts.Length];
        subject.TryWriteBytes(blob, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(16), key.Id);
        cuts.CopyTo(blob, Head);
        var json = left.WrittenSpan[..^1];
        var whole = new byte[json.Length + 1 + Name.Length + Base64Url.GetEncodedLength(blob.Length) + 2];
        json.CopyTo(whole);
        var at = json.Length;
        if (json.Length > 1) whole[at++] = (byte)',';
        Name.CopyTo(whole.AsSpan(at));
        at += Name.Length;
        at += Base64Url.EncodeToUtf8(blob, whole.AsSpan(at));
        "\"}"u8.CopyTo(whole.AsSpan(at));
        return whole.AsMemory(0, at + 2);
    }

    /// <summary>Where the last member begins; -1 when it is another one. A quote inside of a text is escaped, so nothing else looks like it.</summary>
    private static int Place(ReadOnlySpan<byte> json)
    {
        if (!json.EndsWith("\"}"u8)) return -1;
        var value = json[..^2].LastIndexOf((byte)'"') + 1;
        return value >= Name.Length && json[..value].EndsWith(Name) ? value - Name.Length : -1;
    }

    private static byte[] Join(ReadOnlySpan<byte> left, ReadOnlySpan<byte> cuts)
    {
        var size = left.Length;
        for (var at = 0; at < cuts.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(cuts[(at + 8)..]);
            size += length - BinaryPrimitives.ReadInt32BigEndian(cuts[(at + 4)..]);
            at += Cut + length;
        }

        var (whole, from, to) = (new byte[size], 0, 0);
        for (var at = 0; at < cuts.Length;)
        {
            var place = BinaryPrimitives.ReadInt32BigEndian(cuts[at..]);
            var standIn = BinaryPrimitives.ReadInt32BigEndian(cuts[(at + 4)..]);
            var length = BinaryPrimitives.ReadInt32BigEndian(cuts[(at + 8)..]);
            left[from..place].CopyTo(whole.AsSpan(to));
            to += place - from;
            cuts.Slice(at + Cut, length).CopyTo(whole.AsSpan(to));
            to += length;
            from = place + standIn;
            at += Cut + length;
        }

        left[from..].CopyTo(whole.AsSpan(to));
        return whole;
    }

    private static void Separate(ReadOnlySpan<byte> json, PersonalMembers.Member members, ArrayBufferWriter<byte> left, ArrayBufferWriter<byte> cuts)
    {
        var reader = new Utf8JsonReader(json);
        var copied = 0;
        reader.Read();
        Walk(json, ref reader, members, left, cuts, ref copied);
        left.Write(json[copied..]);
    }

    /// <summary>Goes through an object or a list that the reader stands at, to its end.</summary>
    private static void Walk(
        ReadOnlySpan<byte> json, ref Utf8JsonReader reader, PersonalMembers.Member members, ArrayBufferWriter<byte> left, ArrayBufferWriter<byte> cuts, ref int copied)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Walk(json, ref reader, members, left, cuts, ref copied);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = members.Inner!.GetValueOrDefault(reader.GetString()!);
            reader.Read();
            if (member is null) reader.Skip();
            else if (member.Inner is not null) Walk(json, ref reader, member, left, cuts, ref copied);
            else if (reader.TokenType != JsonTokenType.Null) CutOut(json, ref reader, left, cuts, ref copied);
        }
    }

    private static void CutOut(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ArrayBufferWriter<byte> left, ArrayBufferWriter<byte> cuts, ref int copied)
    {
        var start = (int)reader.TokenStartIndex;
        left.Write(json[copied..start]);
        var place = left.WrittenCount;
        StandIn(ref reader, left);
        copied = (int)reader.BytesConsumed;
        Add(cuts, place, left.WrittenCount - place, json[start..copied]);
    }

    /// <summary>Of the same shape, so that it can be read as what it stands for; says nothing.</summary>
    private static void StandIn(ref Utf8JsonReader reader, ArrayBufferWriter<byte> left)
    {
        using var writer = new Utf8JsonWriter(left);
        var depth = reader.CurrentDepth;
        StandInToken(ref reader, writer);
        if (reader.TokenType != JsonTokenType.StartObject) return;
        do
        {
            reader.Read();
            StandInToken(ref reader, writer);
        }
        while (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > depth);
    }

    private static void StandInToken(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.StartArray:
                reader.Skip();
                writer.WriteStartArray();
                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Erased);
                break;
            case JsonTokenType.Number:
                writer.WriteNumberValue(0);
                break;
            case JsonTokenType.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteBooleanValue(false);
                break;
        }
    }

    private static void Add(ArrayBufferWriter<byte> cuts, int place, int standIn, ReadOnlySpan<byte> was)
    {
        var head = cuts.GetSpan(Cut);
        BinaryPrimitives.WriteInt32BigEndian(head, place);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], standIn);
        BinaryPrimitives.WriteInt32BigEndian(head[8..], was.Length);
        cuts.Advance(Cut);
        cuts.Write(was);
    }

    /// <summary>A payload in which something is sealed.</summary>
    /// <param name="Left">What is left of it without the key.</param>
    /// <param name="Blob">Subject, key, and what is sealed.</param>
    internal sealed record Parts(byte[] Left, byte[] Blob)
    {
        /// <summary>Whose it is.</summary>
        public Guid Subject => new(Blob.AsSpan(0, 16), bigEndian: true);

        /// <summary>The id of the key that it was sealed with.</summary>
        public uint Key => BinaryPrimitives.ReadUInt32BigEndian(Blob.AsSpan(16));
    }
}
