using OrleansStore.Api.Tests.Setup;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Serving;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>The protocol graphql-transport-ws, message by message.</summary>
public sealed class ServingSocketTests
{
    [Fact]
    public async Task A_query_is_answered_once_and_completes()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("1", "{ hello }");
        (await line.NextAsync("next")).ToString().ShouldBe("""{"id":"1","type":"next","payload":{"data":{"hello":"world"}}}""");
        (await line.NextAsync("complete")).Text("id").ShouldBe("1");
        // The id is free again.
        await line.SubscribeAsync("1", "mutation { add }");
        (await line.DataAsync("add")).GetInt32().ShouldBe(1);
        await line.NextAsync("complete");
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_an_error_and_what_a_field_throws_is_a_result()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("a", "{ nothing }");
        var error = await line.NextAsync("error");
        error.Text("id").ShouldBe("a");
        error.GetProperty("payload").GetArrayLength().ShouldBe(1);
        await line.SubscribeAsync("b", "{ fail }");
        (await line.NextAsync("next")).At("payload").GetProperty("errors")[0].At("extensions").Text("code").ShouldBe("refused");
        await line.NextAsync("complete");
        await line.SubscribeAsync("c", "subscription { ticks ticks2: ticks }");
        await line.NextAsync("error");
    }

    [Fact]
    public async Task A_subscription_is_told_until_the_client_completes_it()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("s", "subscription { ticks }");
        await Patience.UntilAsync(() => node.Followers == 1);
        node.Ticks.Writer.TryWrite(1);
        (await line.DataAsync("ticks")).GetInt32().ShouldBe(1);
        await line.SendAsync(new { id = "s", type = "complete" });
        await Patience.UntilAsync(() => node.Followers == 0);
        await line.SubscribeAsync("s", "subscription { ticks }");
        await Patience.UntilAsync(() => node.Followers == 1);
        node.Ticks.Writer.TryWrite(2);
        (await line.DataAsync("ticks")).GetInt32().ShouldBe(2);
        node.Ticks.Writer.Complete();
        await line.NextAsync("complete");
    }

    [Fact]
    public async Task A_client_that_closes_is_answered_in_kind()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.CloseAsync();
        line.CloseCode.ShouldBe(1000);
    }

    [Fact]
    public async Task A_cut_line_leaves_nobody_behind()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("s", "subscription { ticks }");
        await line.SubscribeAsync("w", "{ wait }");
        await Patience.UntilAsync(() => node.Followers == 1);
        node.Sessions.ShouldBe(1);
        line.Cut();
        await Patience.UntilAsync(() => node.Followers == 0 && node.Sessions == 0);
    }

    [Fact]
    public async Task Who_says_nothing_of_itself_is_closed()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await GraphLine.OpenAsync(node.Address);
        await line.SendAsync(new { type = "ping", payload = new { a = 1 } });
        (await line.NextAsync("pong")).At("payload").GetProperty("a").GetInt32().ShouldBe(1);
        node.Time.Advance(new GraphServing().InitTime);
        await line.MustCloseAsync(4408);
        line.CloseReason.ShouldBe("Connection initialisation timeout");
    }

    [Fact]
    public async Task Who_may_not_is_closed()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await GraphLine.OpenAsync(node.Address);
        await line.SendAsync(new { type = "connection_init", payload = new { forbidden = true } });
        await line.MustCloseAsync(4403);
    }

    [Fact]
    public async Task Who_cannot_be_looked_up_is_closed_and_gives_its_place_back()
    {
        await using var node = await ServingNode.StartAsync(new GraphServing { Uninitialised = 1 });
        for (var i = 1; i <= 3; i++)
        {
            using var line = await OpenAsync();
            await line.SendAsync(new { type = "connection_init", payload = new { broken = true } });
            await line.MustCloseAsync(1011);
            node.Failures.ShouldBe(i);
        }

        async Task<GraphLine> OpenAsync()
        {
            GraphLine? line = null;
            await Patience.UntilAsync(async () =>
            {
                try
                {
                    line = await GraphLine.OpenAsync(node.Address);
                    return true;
                }
                catch (System.Net.WebSockets.WebSocketException)
                {
                    return false;
                }
            });
            return line!;
        }
    }

    [Fact]
    public async Task Who_is_looked_up_for_too_long_is_closed_as_well()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await GraphLine.OpenAsync(node.Address);
        await line.SendAsync(new { type = "ping" });
        await line.NextAsync("pong");
        await line.SendAsync(new { type = "connection_init", payload = new { slow = true } });
        await line.SendAsync(new { type = "ping" });
        node.Time.Advance(new GraphServing().InitTime);
        await line.MustCloseAsync(4408);
        node.Waiting.SetResult();
        await Patience.UntilAsync(() => node.Sessions == 0);
    }

    [Fact]
    public async Task A_reason_is_cut_to_what_a_frame_has_room_for()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        var id = new string('ä', 100);
        await line.SubscribeAsync(id, "{ wait }");
        await line.SubscribeAsync(id, "{ hello }");
        await line.MustCloseAsync(4409);
        line.CloseReason.ShouldBe("Subscriber for " + id[..54]);
    }

    [Fact]
    public async Task Nothing_may_be_asked_before_it_is_acknowledged()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await GraphLine.OpenAsync(node.Address);
        await line.SubscribeAsync("1", "{ hello }");
        await line.MustCloseAsync(4401);
    }

    [Fact]
    public async Task It_is_said_once_who_it_is()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SendAsync(new { type = "connection_init" });
        await line.MustCloseAsync(4429);
    }

    [Fact]
    public async Task An_id_stands_for_one_operation_at_a_time()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("same", "{ wait }");
        await line.SubscribeAsync("same", "{ hello }");
        await line.MustCloseAsync(4409);
        line.CloseReason.ShouldBe("Subscriber for same already exists");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"start"}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"type":"ping","payload":{"\ud800":"x"}}""")]
    [InlineData("""{"type":"subscribe","id":"\udc00\ud800","payload":{"query":"{ hello }"}}""")]
    public async Task What_is_no_message_closes_the_connection(string text)
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await node.ConnectAsync();
        await line.SendTextAsync(text);
        await line.MustCloseAsync(4400);
    }

    [Fact]
    public async Task Another_protocol_is_not_spoken()
    {
        await using var node = await ServingNode.StartAsync();
        using var line = await GraphLine.OpenAsync(node.Address, protocol: null);
        await line.MustCloseAsync(4406);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_connection()
    {
        await using var node = await ServingNode.StartAsync(new GraphServing { MessageBytes = 1_000 });
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("1", "{ hello } # " + new string('x', 1_000));
        await line.MustCloseAsync(1009);
    }

    [Fact]
    public async Task One_connection_has_so_many_operations_and_a_message_can_be_refused()
    {
        await using var node = await ServingNode.StartAsync(new GraphServing { Operations = 2 });
        using var line = await node.ConnectAsync();
        await line.SubscribeAsync("1", "{ wait }");
        await line.SubscribeAsync("2", "{ wait }");
        await line.SubscribeAsync("3", "{ hello }");
        (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("tooManySubscriptions");
        node.Waiting.SetResult();
        for (var i = 0; i < 4; i++) await line.NextAsync();
        node.Refusal = new GraphQLError("Slowly.") { Extensions = new Dictionary<string, object?> { ["code"] = "rateLimited" } };
        await line.SubscribeAsync("4", "{ hello }");
        (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("rateLimited");
    }

    [Fact]
    public async Task So_many_may_be_open_that_have_not_said_who_they_are()
    {
        await using var node = await ServingNode.StartAsync(new GraphServing { Uninitialised = 1 });
        using var known = await node.ConnectAsync();
        using var silent = await GraphLine.OpenAsync(node.Address);
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => GraphLine.OpenAsync(node.Address));
        silent.Cut();
        await Patience.UntilAsync(async () =>
        {
            try
            {
                using var next = await node.ConnectAsync();
                return true;
            }
            catch (System.Net.WebSockets.WebSocketException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task A_quiet_line_hears_a_ping_and_a_server_that_stops_says_so()
    {
        await using var node = await ServingNode.StartAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(node.Address, TestContext.Current.CancellationToken);
        await socket.SendAsync("""{"type":"connection_init"}"""u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        (await ReceiveAsync()).ShouldBe("""{"type":"connection_ack"}""");
        node.Time.Advance(new GraphServing().Heartbeat);
        (await ReceiveAsync()).ShouldBe("""{"type":"ping"}""");
        var stopping = node.StopAsync();
        (await ReceiveAsync()).ShouldBeNull();
        ((int?)socket.CloseStatus).ShouldBe(1001);
        await socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await stopping;

        async Task<string?> ReceiveAsync()
        {
            var buffer = new byte[1_000];
            var received = await socket.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Limit);
            return received.MessageType == System.Net.WebSockets.WebSocketMessageType.Close ? null : System.Text.Encoding.UTF8.GetString(buffer, 0, received.Count);
        }
    }
}
