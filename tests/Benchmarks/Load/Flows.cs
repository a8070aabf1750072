namespace OrleansStore.Benchmarks.Load;

/// <summary>The things a buyer does over and over.</summary>
internal static class Flows
{
    public const string List = "list";
    public const string Product = "product";
    public const string Purchase = "purchase";
    public const string Guess = "guess";
    public const string OrderShown = "orderShown";
    public const string ProductFound = "productFound";

    /// <summary>The buyer of one connection.</summary>
    /// <param name="buyer">Its number, which also seeds its chance.</param>
    public static IFlow Create(LoadOrder order, int buyer) => order.Flow switch
    {
        List => new ListFlow(),
        Product => new ProductFlow(order.Products, new Random(buyer)),
        Purchase => new PurchaseFlow(order.Products, order.Lines, order.Tokens[buyer % order.Tokens.Length], new Random(buyer)),
        Guess => new GuessFlow(new Random(buyer)),
        OrderShown => new OrderShownFlow(order.Products, order.Tokens[buyer % order.Tokens.Length], new Random(buyer)),
        // Words are never the same again, whichever process makes them.
        ProductFound => new ProductFoundFlow(order.Tokens[buyer % order.Tokens.Length], new Random()),
        _ => throw new ArgumentException($"There is no flow '{order.Flow}'."),
    };
}

/// <summary>One operation, timed as a whole unless it says what counts.</summary>
internal interface IFlow
{
    /// <summary>What of the last operation counts; null for all of it.</summary>
    TimeSpan? Counted => null;

    /// <exception cref="UnexpectedAnswerException">The shop did not do what was asked.</exception>
    void Once(HttpConnection connection);
}

/// <summary>An answer with another status than the one that counts.</summary>
internal sealed class UnexpectedAnswerException(string request, Answer answer)
    : Exception($"{request}: {answer.Status} {System.Text.Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 500)])}");
