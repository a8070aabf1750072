using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Http;

public sealed class BadRequestTests(BadRequestTests.ShopOfItsOwn shop) : IClassFixture<BadRequestTests.ShopOfItsOwn>
{
    [Theory]
    [InlineData("{", "$")]
    [InlineData("{\"items\":[}", "items[0]")]
    [InlineData("nonsense", "$")]
    [InlineData("null", "$")]
    [InlineData("[]", "$")]
    [InlineData("\"text\"", "$")]
    [InlineData("{} {}", "$")]
    [InlineData("{\"cartId\":\"no-id\"}", "cartId")]
    [InlineData("{\"items\":{}}", "items")]
    [InlineData("{\"items\":[{\"productId\":1}]}", "items[0].productId")]
    [InlineData("{\"items\":[{\"quantity\":\"3\"}]}", "items[0].quantity")]
    [InlineData("{\"payment\":\"card\"}", "payment")]
    [InlineData("{\"email\":5}", "email")]
    [InlineData("{\"email\":\"\\ud800\"}", "email")]
    [InlineData("{\"itemz\":[]}", "itemz")]
    [InlineData("{\"colour\":{\"of\":[\"money\"]}}", "colour")]
    [InlineData("{\"items\":[{\"productId\":\"01980000-0000-7000-8000-000000000001\",\"quantiy\":2}]}", "items[0].quantiy")]
    public async Task Broken_json_and_wrong_types_are_refused_with_the_place_where_it_goes_wrong(string body, string place)
    {
        var head = shop.Journal.Head;
        var refused = (await shop.Guest.Post("/orders", body)).MustBeProblem(400, "malformedJson");
        refused["errors"].EnumerateObject().Select(e => e.Name).ShouldBe([place]);
        refused.Body.ShouldNotContain("System.");
        shop.Journal.Head.ShouldBe(head);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_refused()
    {
        var head = shop.Journal.Head;
        var body = $$"""{"items":[],"padding":"{{new string('x', 10 << 20)}}"}""";
        (await shop.Guest.Post("/carts", body)).MustBeProblem(413, "bodyTooLarge");
        shop.Journal.Head.ShouldBe(head);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_that_does_not_tell_its_length_is_refused()
    {
        var head = shop.Journal.Head;
        var content = new StreamContent(new Unseekable(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"padding":"{{new string('x', 10 << 20)}}"}"""))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await shop.Guest.Post("/carts", content)).MustBeProblem(413, "bodyTooLarge");
        shop.Journal.Head.ShouldBe(head);
    }

    [Fact]
    public async Task After_a_refused_body_in_chunks_the_connection_serves_on()
    {
        var before = shop.Log.Lines.Count(IsError);
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", new Uri(shop.Guest.Http.BaseAddress!, "/").Port, cancellation);
        var stream = socket.GetStream();
        // Past the limit by less than what the server reads at a time, so that the body ends with the refused piece.
        var body = new string('x', (1 << 20) + 1);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/carts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{body.Length:x}\r\n{body}\r\n0\r\n\r\n"), cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        (await reader.ReadLineAsync(cancellation))!.ShouldContain("413");
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellation);
        (await reader.ReadToEndAsync(cancellation)).ShouldContain("200 OK");
        shop.Log.Lines.Count(IsError).ShouldBe(before);
    }

    [Theory]
    [InlineData("/products")]
    [InlineData("/categories")]
    [InlineData("/shipping/methods")]
    public async Task A_position_that_nobody_was_given_is_refused_and_not_waited_for(string path) =>
        (await shop.Guest.Get(path, ("Store-Min-Position", "9223372036854775807"))).MustBeProblem(400, "validation");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_body_that_is_not_declared_as_json_is_refused(string type) =>
        (await shop.Guest.Post("/carts", new StringContent("{}", Encoding.UTF8, type))).MustBeProblem(415, "unsupportedMediaType");

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems_too()
    {
        (await shop.Guest.Get("/nothing/here")).MustBeProblem(404, "notFound");
        (await shop.Guest.Put("/orders", new { })).MustBeProblem(405, "methodNotAllowed");
        (await shop.Guest.Get("/orders/not-an-id")).MustBeProblem(404, "notFound");
    }

    [Fact]
    public async Task A_position_that_is_not_reached_is_a_problem_and_not_an_old_answer()
    {
        (await shop.Guest.Get("/products", ("Store-Min-Position", $"{shop.Journal.Head + 1_000}"))).MustBeProblem(503, "readModelBehind").Header("Retry-After").ShouldNotBeNull();
        (await shop.Admin.Get("/orders", ("Store-Min-Position", "yesterday"))).MustBeProblem(400, "validation");
    }

    /// <summary>Nobody else writes to its journal, so that what changed nothing can be told.</summary>
    private static bool IsError(string line) => line.StartsWith("Error", StringComparison.Ordinal);

    public sealed class ShopOfItsOwn : Shop
    {
        internal HeardLog Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddProvider(Log));
        }
    }

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
