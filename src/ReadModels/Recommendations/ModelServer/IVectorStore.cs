using System.Security.Cryptography;
using System.Text;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Keeps what a model made of texts: a call costs time and money, and a rebuild of the rows needs none of it again.</summary>
internal interface IVectorStore : IDisposable
{
    /// <summary>The vectors that are there of these texts.</summary>
    ValueTask<IReadOnlyDictionary<TextKey, float[]>> ReadAsync(string model, IReadOnlyCollection<TextKey> texts, CancellationToken cancellation);

    /// <summary>Keeps vectors; of a text that has one, the first stays.</summary>
    ValueTask SaveAsync(string model, IReadOnlyCollection<KeyValuePair<TextKey, float[]>> vectors, CancellationToken cancellation);
}

/// <summary>What a text is known by: 16 bytes of its SHA-256.</summary>
internal readonly record struct TextKey(Guid Hash)
{
    public static TextKey Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new(new Guid(hash[..16], bigEndian: true));
    }
}
