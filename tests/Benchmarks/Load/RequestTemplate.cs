using System.Text;

namespace OrleansStore.Benchmarks.Load;

/// <summary>A whole HTTP/1.1 request as bytes, with slots of fixed width that are filled in place before each use.</summary>
internal sealed class RequestTemplate
{
    private const char Blank = '\u0001';
    private readonly byte[] _bytes;
    private readonly List<Range> _slots = [];

    private RequestTemplate(string line, string? token, string? body)
    {
        Line = line;
        var text = new StringBuilder($"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (token is not null) text.Append($"Authorization: Bearer {token}\r\n");
        if (body is not null) text.Append($"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        _bytes = Encoding.ASCII.GetBytes(text.Append("\r\n").Append(body).ToString());
        for (var i = 0; i < _bytes.Length; i++)
        {
            var start = i;
            while (i < _bytes.Length && _bytes[i] == Blank) i++;
            if (i > start) _slots.Add(start..i);
        }
    }

    /// <summary>Method and path, for messages.</summary>
    public string Line { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static RequestTemplate Get(string path, string? token = null) => new($"GET {path}", token, null);

    public static RequestTemplate Post(string path, string? token, string body) => new($"POST {path}", token, body);

    /// <summary>A place to be filled. Two slots must not touch.</summary>
    public static string Slot(int width) => new(Blank, width);

    /// <summary>Fills a slot; what is shorter is padded with spaces, which JSON does not mind after a number.</summary>
    public void Fill(int slot, ReadOnlySpan<byte> value)
    {
        var target = _bytes.AsSpan(_slots[slot]);
        value.CopyTo(target);
        target[value.Length..].Fill((byte)' ');
    }
}
