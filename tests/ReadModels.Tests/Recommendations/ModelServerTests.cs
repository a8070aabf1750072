using System.Net;
using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using OrleansStore.ReadModels.Recommendations.ModelServer;

namespace OrleansStore.ReadModels.Tests.Recommendations;

public sealed class ModelServerTests
{
    private static readonly ModelServerOptions Options = new() { Endpoint = new("https://models.example.com/"), Model = "small", ApiKey = "the-secret" };

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/v1/embeddings")]
    [InlineData("https://api.example.com/", "https://api.example.com/v1/embeddings")]
    [InlineData("https://api.example.com/v1", "https://api.example.com/v1/embeddings")]
    [InlineData("https://api.example.com/v1/embeddings", "https://api.example.com/v1/embeddings")]
    [InlineData("http://127.0.0.1:8080/llm/", "http://127.0.0.1:8080/llm/v1/embeddings")]
    public void The_address_is_completed(string endpoint, string address) =>
        (Options with { Endpoint = new(endpoint) }).Address.AbsoluteUri.ShouldBe(address);

    [Fact]
    public void The_key_is_not_printed() => Options.ToString().ShouldNotContain("secret");

    [Fact]
    public async Task It_speaks_the_protocol()
    {
        using var server = new Canned(HttpStatusCode.OK, """{"object":"list","data":[{"object":"embedding","index":1,"embedding":[0,1]},{"object":"embedding","index":0,"embedding":[1,0]}],"model":"small","usage":{"prompt_tokens":7,"total_tokens":7}}""");
        using var client = server.Client();
        var made = await client.GenerateAsync(["Grüße", "b"]);
        made.Select(m => m.Vector.ToArray()).ShouldBe([[1f, 0f], [0f, 1f]]);
        made.Usage!.InputTokenCount.ShouldBe(7);
        server.Asked!.RootElement.GetProperty("model").GetString().ShouldBe("small");
        server.Asked.RootElement.GetProperty("input").EnumerateArray().Select(i => i.GetString()).ShouldBe(["Grüße", "b"]);
        server.Asked.RootElement.GetProperty("encoding_format").GetString().ShouldBe("float");
        server.Authorization.ShouldBe("Bearer the-secret");
        (await client.GenerateAsync([])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(401, "no")]
    [InlineData(200, "not json")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":0,"embedding":[1,0]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":2,"embedding":[1,0]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":-1,"embedding":[1,0]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":1}]}""")]
    [InlineData(200, """{"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[1e400,0]}]}""")]
    public async Task An_answer_that_makes_no_sense_is_refused(int status, string body)
    {
        using var server = new Canned((HttpStatusCode)status, body);
        using var client = server.Client();
        (await Should.ThrowAsync<ModelServerException>(() => client.GenerateAsync(["a", "b"]))).Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(384)]
    [InlineData(385)]
    [InlineData(1_536)]
    public void Vectors_of_any_length_keep_their_angles(int length)
    {
        var chance = new Random(length);
        for (var i = 0; i < 20; i++)
        {
            var a = Enumerable.Range(0, length).Select(_ => (float)chance.NextDouble() - 0.3f).ToArray();
            var b = a.Select(x => x + (2 * ((float)chance.NextDouble() - 0.5f))).ToArray();
            var (fittedA, fittedB) = (Fitting.Fit(a).ShouldNotBeNull(), Fitting.Fit(b).ShouldNotBeNull());
            fittedA.Length.ShouldBe(384);
            TensorPrimitives.Norm<float>(fittedA).ShouldBe(1, 1e-4f);
            TensorPrimitives.Dot<float>(fittedA, fittedB).ShouldBe(TensorPrimitives.CosineSimilarity<float>(a, b), length <= 384 ? 1e-4f : 0.15f);
        }
    }

    [Fact]
    public void A_vector_without_a_direction_is_none()
    {
        Fitting.Fit(new float[10]).ShouldBeNull();
        Fitting.Fit(new float[1_000]).ShouldBeNull();
        Fitting.Fit([float.MaxValue, float.MaxValue]).ShouldBeNull();
    }

    private sealed class Canned(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public JsonDocument? Asked { get; private set; }

        public string? Authorization { get; private set; }

        public ModelServerEmbeddings Client() => new(new HttpClient(this, disposeHandler: false), Options);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            Authorization = request.Headers.Authorization?.ToString();
            return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
    }
}
