using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>What can be asked of lists and exports of orders.</summary>
internal static class OrderListQuery
{
    private const int TextCharacters = 200;
    private const int CurrencyCharacters = 3;

    /// <summary>The filters of a customer's orders.</summary>
    private static readonly string[] Filters = ["status", "from", "to", "minTotal", "maxTotal", "currency", "text"];

    /// <summary>The parameters of the list of everybody's orders, for the documentation.</summary>
    public static readonly string[] Parameters = [.. ListQuery.PageParameters, .. Filters, "customerId", "sort"];

    /// <summary>The parameters of the list of one customer's orders.</summary>
    public static readonly string[] OfCustomerParameters = [.. ListQuery.PageParameters, .. Filters, "sort"];

    /// <summary>The parameters of an export, which has an order of its own.</summary>
    public static readonly string[] ExportParameters = [.. Filters, "customerId"];

    private static readonly Dictionary<string, OrderSort> Sorts =
        Enum.GetValues<OrderSort>().ToDictionary(s => char.ToLowerInvariant(s.ToString()[0]) + s.ToString()[1..], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads what is asked; parameters that are not known were refused before.</summary>
    public static Problem? Read(IQueryCollection from, out OrderQuery query)
    {
        query = new OrderQuery(ListQuery.DefaultLimit);
        if (ListQuery.ReadLimit(from["limit"], out var limit) is { } noLimit) return noLimit;
        if (ListQuery.ReadStatus(from["status"], out var status) is { } noStatus) return noStatus;
        if (QueryTime.Read(from, "from", out var start) is { } noStart) return noStart;
        if (QueryTime.Read(from, "to", out var end) is { } noEnd) return noEnd;
        if (ReadAmount(from, "minTotal", out var least) is { } noLeast) return noLeast;
        if (ReadAmount(from, "maxTotal", out var most) is { } noMost) return noMost;
        Guid? customer = null;
        if (Text(from, "customerId") is { } written)
        {
            if (!Guid.TryParse(written, out var id)) return Problems.Validation("customerId", "Must be the id of an account.");
            customer = id;
        }

        var sort = OrderSort.Newest;
        if (Text(from, "sort") is { } order && !Sorts.TryGetValue(order, out sort))
            return Problems.Validation("sort", $"Must be one of {string.Join(", ", Sorts.Keys)}.");
        if (Text(from, "currency") is { } named && (named.Length != CurrencyCharacters || !named.All(char.IsAsciiLetter)))
            return Problems.Validation("currency", "Must be three letters (ISO 4217).");
        query = new OrderQuery(limit, Text(from, "cursor"))
        {
            Status = status,
            From = start,
            To = end,
            MinTotal = least,
            MaxTotal = most,
            Currency = Text(from, "currency")?.ToUpperInvariant(),
            CustomerId = customer,
            Text = Text(from, "text"),
            Sort = sort,
        };
        return Check(query);
    }

    /// <summary>The refusal of what no list can be asked.</summary>
    public static Problem? Check(OrderQuery query)
    {
        var words = (query.Text ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Length;
        return words > ReadModelLimits.OrderWords || query.Text?.Length > TextCharacters
            ? Problems.Validation("text", $"Must have at most {ReadModelLimits.OrderWords} words and {TextCharacters} characters.")
            : null;
    }

    private static Problem? ReadAmount(IQueryCollection from, string name, out long? amount)
    {
        amount = null;
        if (Text(from, name) is not { } text) return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) return Problems.Validation(name, "Must be a number of minor units, 0 or more.");
        amount = parsed;
        return null;
    }

    private static string? Text(IQueryCollection from, string name) => from[name].ToString() is { Length: > 0 } text ? text : null;
}
