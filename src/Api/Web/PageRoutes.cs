namespace OrleansStore.Api.Web;

/// <summary>The addresses that people open in a browser.</summary>
internal static class PageRoutes
{
    /// <summary>Pages of the shop; the client has the same list in <c>src/Web/src/shop/routes.ts</c>.</summary>
    public static readonly IReadOnlyList<string> Shop =
    [
        "/", "/search", "/products/{id}", "/cart", "/checkout", "/orders", "/orders/{id}", "/login", "/register", "/account", "/account/{page}",
    ];

    /// <summary>Pages of the back office; which ones there are the client knows.</summary>
    public const string Admin = "/admin/{**rest}";

    /// <summary>What pages load; the names tell the content.</summary>
    public const string Assets = "/assets/{**path}";

    /// <summary>What browsers and search engines ask for by themselves.</summary>
    public static readonly IReadOnlyList<string> Files = ["/favicon.svg", "/robots.txt"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Shop, Admin, Assets, .. Files];
}
