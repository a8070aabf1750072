using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using OrleansStore.Api.Access;

namespace OrleansStore.Api.Tests.Access;

/// <summary>What is known of the things that addresses name and of the inputs that calls take; what is not known is asked for.</summary>
internal static class MatrixInputs
{
    public static Policy PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Policy>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} declares no policy.");

    public static string MethodOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";

    public static string Path(RouteEndpoint endpoint, MatrixThings things, bool guests)
    {
        var path = "";
        foreach (var part in endpoint.RoutePattern.RawText!.TrimStart('/').Split('/'))
            path += "/" + (part.Contains('{', StringComparison.Ordinal) ? Value($"{PatternOf(endpoint.RoutePattern.RawText, part)}", things, guests) : part);
        return path;
    }

    /// <summary>A parameter by what comes before it.</summary>
    private static string PatternOf(string pattern, string part) => pattern[..(pattern.IndexOf(part, StringComparison.Ordinal) + part.Length)].Replace("/api/v1", "", StringComparison.Ordinal);

    private static string Value(string parameter, MatrixThings things, bool guests) => parameter switch
    {
        "/orders/{id}" => $"{(guests ? things.GuestOrder : things.Order)}",
        "/carts/{id}" => $"{(guests ? things.GuestCart : things.Cart)}",
        "/customers/{id}" or "/analytics/customers/{id}" => $"{things.Owner}",
        "/products/{id}" or "/orders/{id}/items/{productId}" or "/carts/{id}/items/{productId}" => $"{things.Product}",
        "/products/{id}/reviews/{reviewId}" => $"{things.Review}",
        "/orders/{id}/returns/{number}" => "1",
        "/webhooks/{id}" => $"{things.Webhook}",
        "/promotions/{id}" => $"{things.Promotion}",
        "/admin/api-keys/{id}" => $"{things.ApiKey}",
        // Nobody's: whoever is let in finds nothing.
        "/products/import/{id}" or "/customers/me/sessions/{id}" => $"{Guid.NewGuid()}",
        "/admin/projections/{name}" => "reviews",
        "/openapi/{documentName}.json" => "v1.json",
        "/docs/{**path}" => "index.html",
        "/assets/{**path}" or "/account/{page}" or "/admin/{**rest}" => "anything",
        "/graphql/{file}" => "explorer.css",
        _ => throw new InvalidOperationException($"Nothing is known here of '{parameter}': name a thing of the owner for it."),
    };

    /// <summary>An input that is good enough to come to the question whose the thing is.</summary>
    public static object? Body(RouteEndpoint endpoint, MatrixThings things, bool guests)
    {
        var (method, pattern) = (MethodOf(endpoint), endpoint.RoutePattern.RawText!.Replace("/api/v1", "", StringComparison.Ordinal));
        if (method is "GET" or "HEAD") return null;
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("text/csv") is true) return "sku,name\r\n";
        var item = new { productId = things.Product, quantity = 1 };
        if (PolicyOf(endpoint).Door != Door.Owner) return new { };
        return $"{method} {pattern}" switch
        {
            "DELETE /carts/{id}/items" or "DELETE /carts/{id}/items/{productId}" or "DELETE /carts/{id}/coupon" => null,
            "DELETE /orders/{id}/items/{productId}" or "DELETE /products/{id}/reviews/{reviewId}" => null,
            "DELETE /customers/{id}" or "DELETE /orders/{id}/personal-data" => null,
            "POST /carts/{id}/items" or "POST /orders/{id}/items" or "DELETE /orders/{id}/items" => item,
            "PUT /carts/{id}/items/{productId}" => new { quantity = 2 },
            "PUT /carts/{id}/coupon" => new { code = "SAVE10" },
            "POST /carts/{id}/prices" => new { items = Array.Empty<object>() },
            "POST /carts/{id}/merge" => new { fromCartId = guests ? things.GuestCart : things.Cart },
            "POST /orders/{id}/pay" => new { method = "card" },
            "POST /payments" => new { orderId = guests ? things.GuestOrder : things.Order, method = "card" },
            "POST /orders/{id}/cancel" => new { reason = "no" },
            "POST /orders/{id}/returns" => new { lines = new[] { item }, reason = "broken" },
            "POST /orders/{id}/notes" => new { text = "hello" },
            "PUT /products/{id}/reviews/{reviewId}" => new { rating = 1 },
            var unknown => throw new InvalidOperationException($"Nothing is known here of the input of '{unknown}': give a valid one."),
        };
    }

    public static Dictionary<string, object?> OfCommand(string command) => command switch
    {
        "payOrder" => new() { ["method"] = "card" },
        "cancelOrder" => new() { ["reason"] = "no" },
        "shipOrder" => new() { ["trackingNumber"] = "T1", ["carrier"] = "DHL" },
        "deliverOrder" => [],
        _ => throw new InvalidOperationException($"Nothing is known here of the input of '{command}': give a valid one."),
    };
}
