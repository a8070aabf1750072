namespace OrleansStore.Api.Tests.Fuzz;

/// <summary>What the requests are aimed at.</summary>
/// <param name="Own">Things that the requests may change: by the name of the address's parameter, or the noun before it.</param>
/// <param name="Foreign">The same nouns, of somebody else: nobody who attacks may change them.</param>
internal sealed record Targets(
    IReadOnlyDictionary<string, Guid[]> Own,
    IReadOnlyDictionary<string, Guid[]> Foreign,
    string CustomerToken,
    string AdminToken,
    string CartToken)
{
    /// <summary>The noun that an address names by a parameter.</summary>
    public static string Noun(string path, string parameter)
    {
        if (parameter != "id") return parameter switch { "productId" => "products", "reviewId" => "reviews", _ => parameter };
        var parts = path.Split('/');
        var at = Array.IndexOf(parts, "{id}");
        return parts[at - 1];
    }
}

/// <summary>Whose token a request carries.</summary>
internal enum Attacker
{
    /// <summary>Nobody's.</summary>
    Guest,

    /// <summary>One that is none.</summary>
    Forger,

    /// <summary>A customer's.</summary>
    Customer,

    /// <summary>An administrator's, who never aims at what is foreign: there he may change what he likes.</summary>
    Admin,
}
