namespace OrleansStore.Contracts;

/// <summary>The names of the journal's streams: a category, a hyphen and the grain's key. Stored for ever.</summary>
public static class StoreStreams
{
    /// <summary>The category of orders.</summary>
    public const string Order = "order";

    /// <summary>The category of products.</summary>
    public const string Product = "product";

    /// <summary>The category of stocks; the key is the product's id.</summary>
    public const string Stock = "stock";

    /// <summary>The category of carts.</summary>
    public const string Cart = "cart";

    /// <summary>The category of checkouts; the key is the order's id.</summary>
    public const string Checkout = "checkout";

    /// <summary>The category of a promotion's uses; the key is the promotion's id.</summary>
    public const string Promotion = "promotion";

    /// <summary>The category of one customer's uses of one promotion; the key is a text.</summary>
    public const string CustomerUse = "customerUse";

    /// <summary>The category of reviews.</summary>
    public const string Review = "review";

    /// <summary>The category of payments; the key is the order's id.</summary>
    public const string Payment = "payment";

    /// <summary>The category of accounts.</summary>
    public const string Customer = "customer";

    /// <summary>The category of sessions; the key is the customer's id.</summary>
    public const string Session = "session";

    /// <summary>The stream of a grain whose key is an id: <c>order-</c> and 32 hexadecimal digits.</summary>
    public static string Of(string category, Guid key) => $"{category}-{key:N}";

    /// <summary>The id in the name of a stream of the category.</summary>
    /// <exception cref="FormatException">The stream is not one of the category with an id as its key: a bug.</exception>
    public static Guid KeyOf(string category, string stream) =>
        TryKeyOf(category, stream, out var key) ? key : throw new FormatException($"'{stream}' is not the stream of a {category}.");

    /// <summary>The id in the name of a stream, if it is one of the category with an id as its key.</summary>
    public static bool TryKeyOf(string category, string stream, out Guid key)
    {
        key = default;
        return stream.Length > category.Length && stream[category.Length] == '-' && stream.StartsWith(category, StringComparison.Ordinal)
            && Guid.TryParseExact(stream.AsSpan(category.Length + 1), "N", out key);
    }
}
