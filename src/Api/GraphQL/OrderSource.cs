using System.Collections.Frozen;
using System.Text.Json;
using OrleansStore.Api.Http;
using OrleansStore.GraphQL.Execution;

namespace OrleansStore.Api.GraphQL;

/// <summary>An order that fields are asked of. Lists hold some of its members; the others are read when they are asked for.</summary>
/// <param name="Held">What an absent member is known to be absent of; null: everything.</param>
internal sealed record OrderSource(JsonElement Json, FrozenSet<string>? Held, OrderLoads Loads)
{
    /// <summary>What lists hold.</summary>
    private static readonly FrozenSet<string> InLists =
        FrozenSet.Create(StringComparer.Ordinal, "id", "number", "customerId", "status", "total", "itemCount", "version", "createdAt", "updatedAt");

    /// <summary>What is known of an order that is being placed.</summary>
    private static readonly FrozenSet<string> UnderWay = FrozenSet.Create(StringComparer.Ordinal, "id", "status", "orderToken");

    /// <summary>Its id.</summary>
    public Guid Id => Json.GetProperty("id"u8).GetGuid();

    /// <summary>Whether lists hold a member.</summary>
    public static bool IsInLists(string name) => InLists.Contains(name);

    /// <summary>The order that a use case answered.</summary>
    public static object Of(Answer answer, OrderLoads loads)
    {
        var json = ShopJson.Parse(answer.Body);
        return new OrderSource(json, json.TryGetProperty("items"u8, out _) ? null : UnderWay, loads);
    }

    /// <summary>The orders of a list.</summary>
    public static object OfList(JsonElement items, OrderLoads loads) => items.EnumerateArray().Select(o => new OrderSource(o, InLists, loads)).ToArray();

    /// <summary>A member of the order that a field belongs to.</summary>
    public static ValueTask<object?> ReadAsync(FieldContext context, string name, bool isEnum)
    {
        var order = context.SourceAs<OrderSource>();
        return order.Holds(name) ? new(Read(order.Json, name, isEnum)) : LoadAsync();

        async ValueTask<object?> LoadAsync() => Read(await order.WholeAsync(context), name, isEnum);
    }

    /// <summary>The order with all its members.</summary>
    public async ValueTask<JsonElement> WholeAsync(FieldContext context) => Held is null ? Json : await Loads.LoadAsync(context, Id, Token);

    /// <summary>What the guest opens it with who has just placed it, and who could not name it before.</summary>
    private string? Token => Json.TryGetProperty("orderToken"u8, out var token) ? token.GetString() : null;

    /// <summary>Whether it is known what a member is.</summary>
    public bool Holds(string name) => Held?.Contains(name) is not false;

    private static object? Read(JsonElement json, string name, bool isEnum)
    {
        var value = ShopJson.Read(json, name);
        return isEnum ? ShopSchema.EnumOf(value) : value;
    }
}
