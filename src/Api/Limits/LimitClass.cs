namespace OrleansStore.Api.Limits;

/// <summary>Kinds of calls; each has a rate of its own, so that none takes another's.</summary>
public enum LimitClass
{
    /// <summary>What only reads.</summary>
    Read,

    /// <summary>What changes something.</summary>
    Write,

    /// <summary>What checks or makes a password or a token; counted by address, for whoever guesses has many names.</summary>
    Login,

    /// <summary>Placing and paying orders.</summary>
    Checkout,

    /// <summary>What walks through much of the shop: files in and out, trials over past orders.</summary>
    Heavy,

    /// <summary>Opening a live connection; what is open has limits of its own.</summary>
    Live,

    /// <summary>A message over a live connection.</summary>
    Message,

    /// <summary>Nothing is counted: probes and scrapes, which must be answered in every need.</summary>
    Free,
}

/// <summary>Says which class an endpoint is of.</summary>
internal sealed record Limited(LimitClass Class)
{
    private static readonly Limited Reads = new(LimitClass.Read);
    private static readonly Limited Writes = new(LimitClass.Write);

    /// <summary>The class of a request: its endpoint's, else by its method.</summary>
    public static LimitClass Of(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<Limited>() ?? (IsRead(context.Request.Method) ? Reads : Writes)).Class;

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

/// <summary>Declares classes on endpoints.</summary>
internal static class LimitedEndpoints
{
    /// <summary>Says which class the endpoint is of; without it, its method tells.</summary>
    public static T Limited<T>(this T endpoints, LimitClass limit)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new Limited(limit));
}
