namespace OrleansStore.Contracts.Orders;

/// <summary>What can be wrong with a command to an order.</summary>
public static class OrderErrors
{
    /// <summary>There is no such order.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "orderNotFound", $"There is no order {id}.");

    /// <summary>The order's status does not allow it.</summary>
    public static StoreError IllegalTransition(string verb, OrderStatus status) =>
        new StoreError(ErrorKind.Conflict, "illegalTransition", $"An order that is {Name(status)} cannot be {verb}.")
            .With("status", Name(status));

    /// <summary>The money is promised and not taken yet.</summary>
    public static StoreError NotCaptured() =>
        new(ErrorKind.Conflict, "paymentNotCaptured", "The payment is promised and not taken yet; ship the order when it is.");

    /// <summary>A line changes only while the order is unpaid.</summary>
    public static StoreError NotChangeable(OrderStatus status) =>
        new StoreError(ErrorKind.Conflict, "orderNotChangeable", $"The lines of an order that is {Name(status)} cannot change.")
            .With("status", Name(status));

    /// <summary>The last line cannot be taken out; cancel the order instead.</summary>
    public static StoreError LastLine() =>
        new(ErrorKind.Conflict, "lastLine", "An order keeps at least one line; cancel it instead.");

    /// <summary>The line is not there.</summary>
    public static StoreError LineNotFound(Guid productId) =>
        new(ErrorKind.NotFound, "lineNotFound", $"The order has no line of product {productId}.");

    /// <summary>A text is missing or too long.</summary>
    public static StoreError InvalidText(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidText", $"'{field}' must have from 1 to {limit} characters.");

    /// <summary>The status as clients know it.</summary>
    public static string Name(OrderStatus status)
    {
        var name = status.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>Limits of an order, each with its reason.</summary>
public static class OrderLimits
{
    /// <summary>Characters of a tracking number, a carrier or a reason.</summary>
    public const int Text = 500;
}
