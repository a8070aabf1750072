namespace OrleansStore.Contracts.Carts;

/// <summary>What can be wrong with a command to a cart.</summary>
public static class CartErrors
{
    /// <summary>The code of <see cref="Ordered"/>.</summary>
    public const string OrderedCode = "cartOrdered";

    /// <summary>There is no such cart.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "cartNotFound", $"There is no cart {id}.");

    /// <summary>It exists already.</summary>
    public static StoreError Exists(Guid id) => new(ErrorKind.Conflict, "cartExists", $"Cart {id} exists already.");

    /// <summary>It has become an order.</summary>
    public static StoreError Ordered(Guid orderId) =>
        new StoreError(ErrorKind.Conflict, OrderedCode, "The cart has become an order.").With("orderId", orderId.ToString());

    /// <summary>The order it is to become is over.</summary>
    public static StoreError OrderOver(Guid orderId) =>
        new StoreError(ErrorKind.Conflict, "cartOrderOver", "That order is not to be; the cart does not become it any more.").With("orderId", orderId.ToString());

    /// <summary>It holds something else than what was to be ordered.</summary>
    public static StoreError Changed() =>
        new(ErrorKind.Conflict, "cartChanged", "The cart was changed while it was ordered; look at it and order it again.");

    /// <summary>It holds nothing to order.</summary>
    public static StoreError Empty() => new(ErrorKind.Unprocessable, "cartEmpty", "There is nothing in it to order.");

    /// <summary>The quantity is out of range.</summary>
    public static StoreError InvalidQuantity(int quantity) =>
        new(ErrorKind.Invalid, "invalidQuantity", $"A quantity must be from 1 to {CartLimits.Quantity}, not {quantity}.");

    /// <summary>Too many lines.</summary>
    public static StoreError TooManyLines() =>
        new(ErrorKind.Unprocessable, "tooManyLines", $"A cart has at most {CartLimits.Lines} lines.");

    /// <summary>A product stands in it twice.</summary>
    public static StoreError Twice(Guid productId) =>
        new(ErrorKind.Invalid, "productTwice", $"Product {productId} is named twice.");
}

/// <summary>Limits of a cart, each with its reason.</summary>
public static class CartLimits
{
    /// <summary>Lines; an order asks as many stocks at once.</summary>
    public const int Lines = 100;

    /// <summary>Pieces of one product; larger orders are a talk, not a click.</summary>
    public const int Quantity = 999;
}
