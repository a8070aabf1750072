namespace OrleansStore.Contracts.Carts;

/// <summary>What can be wrong with a command to a cart.</summary>
public static class CartErrors
{
    /// <summary>The code of <see cref="Ordered"/>.</summary>
    public const string OrderedCode = "cartOrdered";

    /// <summary>The code of <see cref="NotDue"/>.</summary>
    public const string NotDueCode = "notDue";

    /// <summary>There is no such cart.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "cartNotFound", $"There is no cart {id}.");

    /// <summary>It exists already.</summary>
    public static StoreError Exists(Guid id) => new(ErrorKind.Conflict, "cartExists", $"Cart {id} exists already.");

    /// <summary>It has become an order.</summary>
    public static StoreError Ordered(Guid orderId) =>
        new StoreError(ErrorKind.Conflict, OrderedCode, "The cart has become an order.").With("orderId", orderId.ToString());

    /// <summary>Nobody touched it for too long.</summary>
    public static StoreError Expired(Guid id) =>
        new(ErrorKind.NotFound, "cartExpired", $"Cart {id} was not touched for too long and has expired; start a new one.");

    /// <summary>It is not over its time.</summary>
    public static StoreError NotDue() => new(ErrorKind.Conflict, NotDueCode, "The cart is not over its time.");

    /// <summary>What it held went over into another cart.</summary>
    public static StoreError Merged(Guid cartId) =>
        new StoreError(ErrorKind.Conflict, "cartMerged", "What the cart held went over into another one.").With("cartId", cartId.ToString());

    /// <summary>It is taking over another cart, which is not finished.</summary>
    public static StoreError Busy() =>
        new(ErrorKind.Conflict, "cartBusy", "The cart is taking over another one; try again shortly.");

    /// <summary>A cart cannot take itself over.</summary>
    public static StoreError MergedWithItself() =>
        new(ErrorKind.Invalid, "cartMergedWithItself", "A cart cannot take over what it holds itself.");

    /// <summary>The cart to be taken over was changed since it was looked at.</summary>
    public static StoreError MovedBeforeMerge() =>
        new(ErrorKind.Conflict, "cartChanged", "The other cart was changed while it was taken over; try again.");

    /// <summary>A product costs something else than its owner has seen.</summary>
    /// <param name="moved">Product, price seen and price today, in minor units.</param>
    public static StoreError PriceChanged(IReadOnlyCollection<(Guid ProductId, long Old, long New)> moved)
    {
        var prices = string.Join(',', moved.Select(m => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{{\"productId\":\"{m.ProductId}\",\"old\":{m.Old},\"new\":{m.New}}}")));
        return new StoreError(ErrorKind.Conflict, "priceChanged", "A price has moved since it was seen; look at the cart and agree to today's prices.")
            .With("prices", $"[{prices}]");
    }

    /// <summary>The code is missing or too long.</summary>
    public static StoreError InvalidCoupon() =>
        new(ErrorKind.Invalid, "invalidText", $"'code' must have from 1 to {CartLimits.Coupon} characters.");

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

    /// <summary>Characters of a coupon's code; it is typed in from paper.</summary>
    public const int Coupon = 50;

    /// <summary>Merges whose outcome a cart remembers for their repeats; nobody logs in this often within seconds.</summary>
    public const int Merges = 8;
}
