using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Notifications;

namespace OrleansStore.Api.Live;

/// <summary>The hub's connections, by who they are, and what is told to them unasked.</summary>
/// <remarks>
/// A notification is encoded once. A client that does not take them is cut off instead of being waited for: these are
/// hints, what may not be missed is tracked from a cursor.
/// </remarks>
internal sealed class OrdersAudience(ILogger<DefaultHubLifetimeManager<OrdersHub>> logger, EventCodec codec, LiveLimits limits)
    : DefaultHubLifetimeManager<OrdersHub>(logger), IJournalListener
{
    private readonly ConcurrentDictionary<string, AudienceMember> _everybody = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AudienceMember> _overseers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AudienceMember> _stockKeepers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, ImmutableArray<AudienceMember>> _customers = new();
    private readonly ConcurrentDictionary<Guid, ImmutableArray<AudienceMember>> _operators = new();

    /// <inheritdoc/>
    public bool Listens => !_everybody.IsEmpty;

    /// <summary>Whether somebody is there who keeps the stock.</summary>
    public bool HasStockKeepers => !_stockKeepers.IsEmpty;

    /// <summary>Whether somebody with an account is there.</summary>
    public bool HasAccounts => !_customers.IsEmpty || !_operators.IsEmpty;

    /// <summary>The accounts that are there.</summary>
    public IEnumerable<Guid> Accounts => _customers.Keys.Concat(_operators.Keys);

    /// <summary>Whether an account is there.</summary>
    public bool Has(Guid account) => _customers.ContainsKey(account) || _operators.ContainsKey(account);

    /// <summary>Whether an account that is there is told of trouble.</summary>
    public bool IsOperator(Guid account) => _operators.ContainsKey(account);

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        var member = new AudienceMember(connection, limits.PendingNotifications);
        var caller = CallerIdentity.Of(connection.User);
        if (caller.May(Permissions.OrdersRead)) _overseers[connection.ConnectionId] = member;
        if (caller.May(Permissions.Stock)) _stockKeepers[connection.ConnectionId] = member;
        if (caller.Id is { } id) AccountsOf(caller).AddOrUpdate(id, [member], (_, all) => all.Add(member));
        _everybody[connection.ConnectionId] = member;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_everybody.TryRemove(connection.ConnectionId, out var member))
        {
            _overseers.TryRemove(connection.ConnectionId, out _);
            _stockKeepers.TryRemove(connection.ConnectionId, out _);
            var caller = CallerIdentity.Of(connection.User);
            if (caller.Id is { } id) Remove(AccountsOf(caller), id, member);
        }

        return base.OnDisconnectedAsync(connection);
    }

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (stored.Type != "product.created.v1" || !StoreStreams.TryKeyOf(StoreStreams.Product, stored.Stream, out var id)) return;
        if (codec.Read(stored) is not ProductCreated e) return;
        var added = new ProductAdded(id, e.Sku, e.Name, new Money(e.Price, e.Currency), e.Category);
        Send(_everybody, "ProductAdded", Encode(added, LiveJson.Default.ProductAdded));
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
        var customers = !update.Update.IsInternal && update.Update.CustomerId is { } id && _customers.TryGetValue(id, out var all) ? all : [];
        if (customers.IsEmpty && _overseers.IsEmpty) return;
        var message = Message("OrderUpdated", update);
        foreach (var member in customers) member.Send(message);
        foreach (var (_, member) in _overseers) member.Send(message);
    }

    /// <summary>Tells who keeps the stock that a product runs low.</summary>
    public void Tell(StockLow low) => Send(_stockKeepers, "StockLow", Encode(low, LiveJson.Default.StockLow));

    /// <summary>Tells an account what came into its inbox.</summary>
    public void Tell(Guid account, Notification notification)
    {
        if (!_customers.TryGetValue(account, out var all) && !_operators.TryGetValue(account, out all)) return;
        var message = Message("Notification", Encode(notification, LiveJson.Default.Notification));
        foreach (var member in all) member.Send(message);
    }

    private ConcurrentDictionary<Guid, ImmutableArray<AudienceMember>> AccountsOf(Caller caller) =>
        caller.May(Permissions.Operations) ? _operators : _customers;

    private static void Send(ConcurrentDictionary<string, AudienceMember> members, string name, object argument)
    {
        if (members.IsEmpty) return;
        var message = Message(name, argument);
        foreach (var (_, member) in members) member.Send(message);
    }

    private static SerializedHubMessage Message(string name, object argument) => new(new InvocationMessage(name, [argument]));

    private static EncodedJson Encode<T>(T value, JsonTypeInfo<T> json) => new(JsonSerializer.SerializeToUtf8Bytes(value, json));

    private static void Remove(ConcurrentDictionary<Guid, ImmutableArray<AudienceMember>> accounts, Guid account, AudienceMember member)
    {
        while (accounts.TryGetValue(account, out var all))
        {
            var left = all.Remove(member);
            var done = left.IsEmpty
                ? accounts.TryRemove(KeyValuePair.Create(account, all))
                : accounts.TryUpdate(account, left, all);
            if (done) return;
        }
    }
}

/// <summary>One connection that is told things unasked.</summary>
internal sealed class AudienceMember(HubConnectionContext connection, int limit)
{
    private int _pending;

    /// <summary>Sends without waiting; past the limit of what waits the client is cut off.</summary>
    public void Send(SerializedHubMessage message)
    {
        var write = connection.WriteAsync(message);
        if (write.IsCompletedSuccessfully) return;
        if (Interlocked.Increment(ref _pending) > limit) connection.Abort();
        _ = FinishAsync(write);
    }

    private async Task FinishAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            // The connection is gone, and whoever needs to know has seen it by now.
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }
}
