using System.Buffers.Text;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys of grains with integer and GUID identities.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/IDs/GrainIdKeyExtensions.cs (keys with an extension are not offered)</remarks>
public static class GrainIdKeyExtensions
{
    /// <summary>The key of an integer: its hexadecimal digits.</summary>
    public static IdSpan CreateIntegerKey(long key)
    {
        Span<byte> buffer = stackalloc byte[16];
        Utf8Formatter.TryFormat(key, buffer, out var length, 'X');
        return new IdSpan(buffer[..length].ToArray());
    }

    /// <summary>The key of a GUID: 32 hexadecimal digits.</summary>
    public static IdSpan CreateGuidKey(Guid key)
    {
        var buffer = new byte[32];
        Utf8Formatter.TryFormat(key, buffer, out _, 'N');
        return new IdSpan(buffer);
    }

    /// <summary>The integer of <paramref name="grainId"/>'s key, if it is one.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = SplitExtension(grainId, out keyExt);
        return Utf8Parser.TryParse(text, out key, out var length, 'X') && length == text.Length;
    }

    /// <summary>The integer key; throws <see cref="ArgumentException"/> when the key is none.</summary>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>The integer key; throws <see cref="ArgumentException"/> when the key is none.</summary>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for an Integer key.", nameof(grainId));

    /// <summary>The GUID of <paramref name="grainId"/>'s key, if it is one.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = SplitExtension(grainId, out keyExt);
        key = default;
        return text.Length == 32 && Utf8Parser.TryParse(text, out key, out var length, 'N') && length == 32;
    }

    /// <summary>The GUID key; throws <see cref="ArgumentException"/> when the key is none.</summary>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    /// <summary>The GUID key; throws <see cref="ArgumentException"/> when the key is none.</summary>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt)
            ? key
            : throw new ArgumentException($"Value \"{grainId}\" is not in the correct format for a Guid key.", nameof(grainId));

    private static ReadOnlySpan<byte> SplitExtension(GrainId grainId, out string? extension)
    {
        var key = grainId.Key.AsSpan();
        var plus = key.IndexOf((byte)'+');
        extension = plus < 0 ? null : Encoding.UTF8.GetString(key[(plus + 1)..]);
        return plus < 0 ? key : key[..plus];
    }
}
