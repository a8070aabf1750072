using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Sessions;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.Api.Privacy;

/// <summary>
/// All that is stored of a customer, as one JSON object: <c>account</c>, <c>sessions</c>, <c>orders</c> (whole),
/// <c>reviews</c>, <c>notifications</c>. Written page by page: however much it is, little of it is in memory.
/// </summary>
internal sealed class PersonalExport(IGrainFactory grains, IReadModels reads, IOrderQueries orders, IReviewQueries reviews, INotificationQueries notifications)
{
    /// <summary>Writes it; a failure cuts it off, so that nobody takes a part for the whole.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var caller = Admission.Of(context).Caller;
        var id = caller.Account;
        var account = await grains.GetGrain<ICustomerGrain>(id).Get();
        if (account.Value is not { } customer)
        {
            await Replies.WriteAsync(context, Problem.Of(account.Error!));
            return;
        }

        // What was done a moment ago is part of it.
        var now = reads.Head;
        foreach (var part in (string[])[ReadModelNames.Orders, ReadModelNames.Reviews, ReadModelNames.Notifications])
        {
            if (await reads.WaitForAsync(part, now, Preconditions.Patience, context.RequestAborted)) continue;
            await Replies.WriteAsync(context, Problems.ReadModelBehind());
            return;
        }

        var response = context.Response;
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        Write(json, "account", customer);
        json.WriteStartArray("sessions");
        foreach (var s in (await grains.GetGrain<ISessionsGrain>(id).List()).Value!.Items)
            Write(json, new SessionAnswer(s.Id, s.CreatedAt, s.LastUsedAt, s.Client, s.Id == caller.SessionId));
        json.WriteEndArray();

        json.WriteStartArray("orders");
        await foreach (var order in OrdersAsync(id, context.RequestAborted))
        {
            Write(json, ObjectAccess.Show(caller, order));
            await json.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        json.WriteStartArray("reviews");
        for (var page = await ReviewsAsync(null); ; page = await ReviewsAsync(page.NextCursor))
        {
            foreach (var review in page.Items) Write(json, review);
            if (page.NextCursor is null) break;
        }

        json.WriteEndArray();
        json.WriteStartArray("notifications");
        for (var after = 0L; ;)
        {
            var page = await notifications.ReadAsync(id, false, after, ReadModelLimits.PageSize, context.RequestAborted);
            foreach (var notification in page.Items) Write(json, notification);
            if (page.Items.Count == 0) break;
            after = page.Items[^1].Position;
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);

        ValueTask<ReviewPage> ReviewsAsync(string? cursor) => reviews.ListOfCustomerAsync(id, ReadModelLimits.PageSize, cursor, context.RequestAborted);
    }

    private async IAsyncEnumerable<OrderView> OrdersAsync(Guid customer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var summary in CustomerOrders.AllAsync(orders, customer, cancellation))
            if ((await grains.GetGrain<IOrderGrain>(summary.Id).Get()).Value is { } order)
                yield return order;
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
        where T : class
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    private static void Write<T>(Utf8JsonWriter json, T value)
        where T : class => JsonSerializer.Serialize(json, value, ApiJson.Of<T>());
}
