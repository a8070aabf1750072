using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansStore.Api.Tests.Readme;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.OpenApi;

/// <summary>The types of the web client are made from <c>src/Web/openapi.json</c>: it says what the running store says.</summary>
public sealed class ClientDocumentTests(Shop shop)
{
    private const string Renew = "STORE_RENEW=true dotnet test tests/Api.Tests -p:SkipWeb=true --filter ClientDocumentTests";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private static readonly string File = Path.Combine(ReadmeCommands.Root, "src", "Web", "openapi.json");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_of_the_web_client_is_the_one_that_the_store_serves()
    {
        var served = Stable((await shop.Guest.Get("/openapi/v1.json")).MustBe(200).Body);
        if (Environment.GetEnvironmentVariable("STORE_RENEW") == "true") await System.IO.File.WriteAllTextAsync(File, served, Ct);
        var kept = await System.IO.File.ReadAllTextAsync(File, Ct);
        if (kept == served) return;
        var (left, right) = (kept.Split('\n'), served.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.Fail($"src/Web/openapi.json is not what the store serves, from line {line + 1}: '{left.ElementAtOrDefault(line)}' there, '{right.ElementAtOrDefault(line)}' served. To renew it: {Renew}");
    }

    /// <summary>Without the address that it was asked at, and in the order of the alphabet, so that a change is all that changes.</summary>
    private static string Stable(string document)
    {
        var root = JsonNode.Parse(document)!.AsObject();
        root.Remove("servers");
        return Sorted(root)!.ToJsonString(Readable) + "\n";
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
