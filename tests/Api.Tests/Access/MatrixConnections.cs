using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OrleansStore.Api.Tests.Live;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Access;

/// <summary>Calls over live connections, by whatever method or message there is.</summary>
internal static class MatrixConnections
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Completes when the connection is closed.</summary>
    public static Task ClosedAsync(this HubConnection hub)
    {
        var closed = new TaskCompletionSource();
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        return closed.Task.WaitAsync(Patience.Limit, Ct);
    }

    /// <summary>Calls a hub method.</summary>
    /// <returns>The code of its refusal; null when there was none.</returns>
    public static async Task<string?> CallAsync(this HubConnection hub, string method, Guid order)
    {
        try
        {
            switch (method)
            {
                case "TrackOrder":
                    await FirstAsync(hub, method, order, 0);
                    break;
                case "TrackMine" or "TrackAll" or "TrackDashboard":
                    await FirstAsync(hub, method, 0L);
                    break;
                case "PlaceOrder":
                    await hub.InvokeAsync<JsonElement>(method, new { }, Ct);
                    break;
                case "CancelOrder" or "ShipOrder":
                    var input = new Dictionary<string, object?>(MatrixInputs.OfCommand(char.ToLowerInvariant(method[0]) + method[1..])) { ["orderId"] = order };
                    await hub.InvokeAsync<JsonElement>(method, input, Ct);
                    break;
                default:
                    throw new InvalidOperationException($"Nothing is known here of the hub method '{method}': call it.");
            }

            return null;
        }
        catch (HubException e)
        {
            return JsonSerializer.Deserialize<JsonElement>(e.Message[e.Message.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("code").GetString();
        }
    }

    /// <summary>Waits for a stream's first item, or a while where it has none.</summary>
    private static async Task FirstAsync(HubConnection hub, string method, params object[] arguments)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using var stream = hub.StreamAsyncCore<JsonElement>(method, arguments, ending.Token).GetAsyncEnumerator(ending.Token);
        var first = stream.MoveNextAsync().AsTask();
        await Task.WhenAny(first, Task.Delay(400, Ct));
        if (first.IsCompleted) await first;
        await ending.CancelAsync();
        try
        {
            await first;
        }
        catch (OperationCanceledException)
        {
            // It was let in and had nothing to hear.
        }
    }

    /// <summary>What is said in answer; updates that come between are not.</summary>
    public static async Task<JsonElement> AnswerAsync(this SocketClient socket)
    {
        while (true)
        {
            var message = (await socket.NextAsync()).ShouldNotBeNull();
            if (message.GetProperty("type").GetString() is not ("event" or "dashboard")) return message;
        }
    }
}
