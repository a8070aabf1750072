using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansStore.ReadModels.Products;

/// <summary>A page of products as it was sent, and what it was made of.</summary>
internal sealed class CatalogList
{
    private const int TagBytes = 12;

    private readonly (Guid Id, ProductFragment Fragment)[] _members;
    private readonly byte[] _end;
    private readonly long _membership;
    private readonly int _asked;
    private long _stamp;

    private readonly CatalogQuery _query;

    /// <param name="query">What was asked; its texts are kept with the answer.</param>
    /// <param name="end">What the answer has after its products, from the bracket that ends them.</param>
    /// <param name="stamp">The cache's stamp before anything was read.</param>
    /// <param name="membership">The membership's stamp before anything was read.</param>
    public CatalogList(CatalogQuery query, (Guid Id, ProductFragment Fragment)[] members, byte[] end, long stamp, long membership)
    {
        (_query, _members, _end, _stamp, _membership) = (query, members, end, stamp, membership);
        _asked = Length(query.Cursor) + Length(query.Category) + Length(query.Tag) + Length(query.Search);
        var json = Join();
        Answer = new EncodedAnswer(json, $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, TagBytes))}\"", 0);
    }

    public EncodedAnswer Answer { get; }

    /// <summary>Bytes of memory, about; the members' own bytes are counted with the products.</summary>
    public long Cost => Answer.Json.Length + _end.Length + 32 * _members.Length + sizeof(char) * _asked + 400;

    /// <summary>Whether the answer is still what the tables say.</summary>
    public bool Holds(CatalogCache cache)
    {
        var stamp = cache.Stamp;
        if (Volatile.Read(ref _stamp) == stamp) return true;
        if (_membership != cache.Membership(_query)) return false;
        foreach (var (id, fragment) in _members)
        {
            if (!ReferenceEquals(cache.Find(id), fragment)) return false;
        }

        Volatile.Write(ref _stamp, stamp);
        return true;
    }

    /// <summary>The members, when only what they look like has changed; null when there may be others now.</summary>
    public (Guid[] Ids, byte[] End)? Members(CatalogCache cache) => _membership == cache.Membership(_query)
        ? (Array.ConvertAll(_members, m => m.Id), _end)
        : null;

    private static int Length(string? text) => text?.Length ?? 0;

    private byte[] Join()
    {
        var start = "{\"items\":["u8;
        var length = start.Length + _end.Length + Math.Max(0, _members.Length - 1) + _members.Sum(m => m.Fragment.Answer.Json.Length);
        var json = GC.AllocateUninitializedArray<byte>(length);
        start.CopyTo(json);
        var at = start.Length;
        foreach (var (_, fragment) in _members)
        {
            if (at > start.Length) json[at++] = (byte)',';
            var item = fragment.Answer.Json.Span;
            item.CopyTo(json.AsSpan(at));
            at += item.Length;
        }

        _end.CopyTo(json.AsSpan(at));
        return json;
    }
}

/// <summary>The categories as they were sent.</summary>
/// <param name="Membership">The lists' stamp before they were read.</param>
internal sealed record CategoryList(EncodedAnswer Answer, long Membership);
