using System.Globalization;
using System.Text;

namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="MustBeRefused">It breaks what the document says in a way that no answer of success can be right.</param>
/// <param name="HasNoAnswerBody">As for HEAD: the headers are all that comes.</param>
internal sealed record HostileRequest(Operation Operation, Attacker Attacker, string Method, byte[] Bytes, bool MustBeRefused, bool HasNoAnswerBody)
{
    /// <summary>Its beginning, for people.</summary>
    public override string ToString() => $"{Attacker}: " + string.Join("\n", Encoding.UTF8.GetString(Bytes, 0, Math.Min(Bytes.Length, 3_000)).Split("\r\n")
        .Where(line => !line.StartsWith("Authorization", StringComparison.Ordinal)).Select(line => line.Length > 600 ? $"{line[..600]}…" : line));
}

/// <summary>Makes requests out of the document: most go deep with odd values, some break the rules of JSON, of HTTP or of both.</summary>
internal sealed class HostileRequests(Surface surface, Targets targets, Random random)
{
    private static readonly string[] OddMethods = ["HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "FOO", "POST ", "PUT", "PATCH", "DELETE", "QUERY"];

    private static readonly string[] OddTypes =
    [
        "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/json; charset=utf-16",
        "application/json; charset=latin1", "application/json;;;", "application/", "application/json, text/html", "image/svg+xml", "application/merge-patch+json",
    ];

    private readonly HostileBodies _bodies = new(surface, targets, random);
    private readonly List<Operation> _usual = [.. surface.Operations.Where(o => !o.IsCostly)];
    private readonly List<Operation> _costly = [.. surface.Operations.Where(o => o.IsCostly)];
    private readonly Guid[] _unknown = [.. Enumerable.Range(0, 64).Select(_ => Guid.NewGuid())];

    public HostileRequest Next()
    {
        var operation = random.Next(200) == 0 ? HostileValues.Pick(random, _costly) : HostileValues.Pick(random, _usual);
        return random.Next(100) switch
        {
            < 4 => Misframed(operation),
            < 11 => Malformed(operation),
            _ => Deep(operation),
        };
    }

    /// <summary>Well-formed, and meant to get as far as it can.</summary>
    private HostileRequest Deep(Operation operation)
    {
        var attacker = Choose(operation);
        var headers = new StringBuilder();
        foreach (var name in operation.HeaderNames) Header(headers, name, attacker);
        byte[]? body = null;
        if (operation.TakesJson)
        {
            body = Encoding.UTF8.GetBytes(_bodies.Shaped(operation.Body));
            headers.Append("Content-Type: application/json\r\n");
        }
        else if (operation.MediaType is { } media)
        {
            body = Encoding.UTF8.GetBytes($"sku,name\r\n{HostileValues.Plain(random)},{HostileValues.Plain(random)}\r\n");
            headers.Append(CultureInfo.InvariantCulture, $"Content-Type: {media}\r\n");
        }

        return Compose(operation, attacker, operation.Method, Address(operation, attacker, mayBreak: false), headers, body);
    }

    /// <summary>HTTP as it should be, with something in it that is wrong.</summary>
    private HostileRequest Malformed(Operation operation)
    {
        var attacker = Choose(operation);
        var headers = new StringBuilder();
        var address = Address(operation, attacker, mayBreak: true);
        if (!operation.TakesJson || random.Next(6) == 0)
            return Compose(operation, attacker, HostileValues.Pick(random, OddMethods).Trim(), address, headers, null);

        var (text, isHopeless) = _bodies.Broken(operation.Body);
        var body = Encoding.UTF8.GetBytes(text);
        switch (random.Next(8))
        {
            case 0:
                headers.Append(CultureInfo.InvariantCulture, $"Content-Type: {HostileValues.Pick(random, OddTypes)}\r\n");
                break;
            case 1:
                isHopeless = true;
                body = random.Next(3) switch
                {
                    0 => Encoding.Unicode.GetBytes(_bodies.Shaped(operation.Body)),
                    1 => [0xEF, 0xBB, 0xBF, .. body, 0xC3, 0x28, 0xF8],
                    _ => [.. Encoding.UTF8.GetBytes("{\"name\":\""), 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xFF, .. Encoding.UTF8.GetBytes("\"}")],
                };
                headers.Append("Content-Type: application/json\r\n");
                break;
            case 2:
                headers.Append("Content-Type: application/json\r\nContent-Encoding: gzip\r\n");
                break;
            case 3 when random.Next(20) == 0:
                isHopeless = true;
                body = Encoding.UTF8.GetBytes($"{{\"name\":\"{new string('a', (1 << 20) + 1)}\"}}");
                headers.Append("Content-Type: application/json\r\n");
                break;
            default:
                headers.Append("Content-Type: application/json\r\n");
                break;
        }

        return Compose(operation, attacker, operation.Method, address, headers, body, isHopeless);
    }

    /// <summary>Hardly HTTP.</summary>
    private HostileRequest Misframed(Operation operation)
    {
        var attacker = Choose(operation);
        var headers = new StringBuilder();
        var address = Address(operation, attacker, mayBreak: true);
        switch (random.Next(10))
        {
            case 0: headers.Append(CultureInfo.InvariantCulture, $"X-Long: {new string('h', random.Next(1_000, 40_000))}\r\n"); break;
            case 1: for (var i = random.Next(20, 200); i > 0; i--) headers.Append(CultureInfo.InvariantCulture, $"X-H{i}: {i}\r\n"); break;
            case 2: headers.Append("Transfer-Encoding: chunked\r\n"); return Raw(operation, attacker, operation.Method, address, headers, "zz\r\n{}\r\n0\r\n\r\n"u8.ToArray());
            case 3: headers.Append("Content-Length: -1\r\n"); return Raw(operation, attacker, operation.Method, address, headers, []);
            case 4: headers.Append("Content-Length: 99999999999999999999\r\n"); return Raw(operation, attacker, operation.Method, address, headers, []);
            case 5: headers.Append("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"); return Raw(operation, attacker, operation.Method, address, headers, "0\r\n\r\n"u8.ToArray());
            case 6: headers.Append(CultureInfo.InvariantCulture, $"X Bad Name: 1\r\nX-Ctl: a{(char)random.Next(1, 32)}b\r\n"); break;
            case 7: headers.Append("Host: elsewhere.example\r\n"); break;
            case 8: address += "?" + new string('q', random.Next(8_000, 20_000)); break;
            default: return Raw(operation, attacker, HostileValues.Pick(random, OddMethods), "/" + HostileValues.Encoded(random), headers, []);
        }

        return Compose(operation, attacker, operation.Method, address, headers, operation.TakesJson ? "{}"u8.ToArray() : null);
    }

    private HostileRequest Compose(Operation operation, Attacker attacker, string method, string address, StringBuilder headers, byte[]? body, bool mustBeRefused = false)
    {
        if (body is null) return Raw(operation, attacker, method, address, headers, [], mustBeRefused);
        if (random.Next(10) > 0)
        {
            headers.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
            return Raw(operation, attacker, method, address, headers, body, mustBeRefused);
        }

        headers.Append("Transfer-Encoding: chunked\r\n");
        var half = body.Length / 2;
        using var chunked = new MemoryStream();
        foreach (var chunk in new[] { body[..half], body[half..] }.Where(c => c.Length > 0))
        {
            chunked.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            chunked.Write(chunk);
            chunked.Write("\r\n"u8);
        }

        chunked.Write("0\r\n\r\n"u8);
        return Raw(operation, attacker, method, address, headers, chunked.ToArray(), mustBeRefused);
    }

    private HostileRequest Raw(Operation operation, Attacker attacker, string method, string address, StringBuilder headers, byte[] body, bool mustBeRefused = false)
    {
        var head = new StringBuilder($"{method} {address} HTTP/1.1\r\nHost: localhost\r\n").Append(headers);
        if (attacker == Attacker.Customer) head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {targets.CustomerToken}\r\n");
        if (attacker == Attacker.Admin) head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {targets.AdminToken}\r\n");
        if (attacker == Attacker.Forger) head.Append(CultureInfo.InvariantCulture, $"Authorization: {(random.Next(2) == 0 ? "Bearer" : "Basic")} {HostileValues.Encoded(random)}\r\n");
        byte[] bytes = [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body];
        return new HostileRequest(operation, attacker, method, bytes, mustBeRefused, HasNoAnswerBody: method == "HEAD");
    }

    private Attacker Choose(Operation operation) => operation.EndsTheCaller
        ? Attacker.Forger
        : random.Next(100) switch { < 77 => Attacker.Admin, < 96 => Attacker.Customer, < 98 => Attacker.Guest, _ => Attacker.Forger };

    private string Address(Operation operation, Attacker attacker, bool mayBreak)
    {
        var path = operation.Path;
        foreach (var name in operation.PathNames) path = path.Replace($"{{{name}}}", Id(operation, name, attacker, mayBreak), StringComparison.Ordinal);
        var query = string.Join("&", operation.QueryNames.Where(_ => random.Next(5) == 0).Select(name => $"{name}={QueryValue(name)}"));
        if (mayBreak && random.Next(6) == 0) query += $"&{HostileValues.Encoded(random)}={HostileValues.Encoded(random)}";
        return query.Length > 0 ? $"{path}?{query}" : path;
    }

    private string Id(Operation operation, string name, Attacker attacker, bool mayBreak)
    {
        if (mayBreak && random.Next(3) == 0) return HostileValues.Encoded(random);
        if (name == "number") return random.Next(4) == 0 ? "2147483647" : "1";
        var noun = Targets.Noun(operation.Path, name);
        // Who is gone cannot be attacked any more.
        var ends = operation.Method == "DELETE" && operation.Path.EndsWith('}');
        return random.Next(10) switch
        {
            < 6 when !ends && targets.Own.TryGetValue(noun, out var own) => HostileValues.Pick(random, own).ToString(),
            < 8 when attacker != Attacker.Admin && targets.Foreign.TryGetValue(noun, out var foreign) => foreign[0].ToString(),
            _ => HostileValues.Pick(random, _unknown).ToString(random.Next(5) == 0 ? "B" : "D"),
        };
    }

    private string QueryValue(string name) => (name, random.Next(6)) switch
    {
        ("limit" or "pieces" or "minRating", > 0) => $"{random.Next(1, 6)}",
        ("after" or "afterVersion" or "minPrice" or "maxPrice" or "subtotal", > 0) => $"{random.Next(1, 100_000)}",
        ("country", > 0) => "DE",
        ("status", > 0) => "pending",
        ("inStock" or "dryRun", > 0) => "true",
        ("from" or "to", > 0) => "2026-01-01T00:00:00Z",
        _ => HostileValues.Encoded(random),
    };

    private void Header(StringBuilder headers, string name, Attacker attacker)
    {
        if (random.Next(3) > 0 && name != "Cart-Token") return;
        var value = name switch
        {
            "Idempotency-Key" => random.Next(4) == 0 ? $"fuzz-key-shared-by-some-{random.Next(200)}" : "",
            "If-Match" => random.Next(3) == 0 ? HostileValues.Pick(random, ["*", "\"0\"", "W/\"1\"", "\"99999999999999999999\"", "1,2", "\"-1\""]) : $"\"{random.Next(1, 40)}\"",
            "If-None-Match" => HostileValues.Pick(random, ["*", "\"1\"", "W/\"x\"", "\"", "\"1\", \"2\", \"3\""]),
            "Store-Min-Position" => random.Next(12) == 0 ? HostileValues.Number(random) : "1",
            "Cart-Token" => random.Next(2) == 0 && attacker != Attacker.Admin ? targets.CartToken : HostileValues.Encoded(random),
            _ => HostileValues.Encoded(random),
        };
        if (value.Length > 0) headers.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
    }
}
