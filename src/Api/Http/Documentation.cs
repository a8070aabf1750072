using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansStore.Api.Http;

/// <summary>What the OpenAPI document says of a route.</summary>
internal static class Documentation
{
    /// <summary>The description of endpoints asks for a method; requests never call it.</summary>
    private static readonly MethodInfo Method = typeof(Documentation).GetMethod(nameof(Nothing), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Puts a route into the document.</summary>
    public static IEndpointConventionBuilder Documented(this IEndpointConventionBuilder route, string tag, Type? input)
    {
        route.WithMetadata(Method, new TagsAttribute(tag));
        return input is null || input == typeof(NoInput) ? route : route.WithMetadata(new AcceptsMetadata(["application/json"], input, isOptional: false));
    }

    /// <summary>What it answers when all is well.</summary>
    public static IEndpointConventionBuilder Answers<T>(this IEndpointConventionBuilder route, params int[] statuses)
    {
        foreach (var status in statuses is [] ? [200] : statuses)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]));
        return route;
    }

    /// <summary>What it answers when all is well and there is nothing to say.</summary>
    public static IEndpointConventionBuilder AnswersNothing(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(204));

    /// <summary>It answers with a file of comma-separated values.</summary>
    public static IEndpointConventionBuilder AnswersCsv(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(200, typeof(string), ["text/csv"]));

    /// <summary>It answers with server-sent events, each with such a one as its data.</summary>
    public static IEndpointConventionBuilder AnswersEvents<T>(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(200, typeof(T), ["text/event-stream"]));

    /// <summary>What it answers has a text more than its type says, for some who ask.</summary>
    public static IEndpointConventionBuilder AnswersAlso(this IEndpointConventionBuilder route, string name, string description) =>
        route.WithMetadata(new AlsoAnswered(name, description));

    /// <summary>It takes a file of comma-separated values.</summary>
    public static IEndpointConventionBuilder TakesCsv(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new AcceptsMetadata(["text/csv"], typeof(string), isOptional: false));

    /// <summary>What it answers when it was taken on and there is nothing to say yet.</summary>
    public static IEndpointConventionBuilder AnswersAccepted(this IEndpointConventionBuilder route) =>
        route.WithMetadata(new ProducesResponseTypeMetadata(202));

    /// <summary>What it does, in a few words.</summary>
    public static IEndpointConventionBuilder Says(this IEndpointConventionBuilder route, string summary) =>
        route.WithMetadata(new EndpointSummaryAttribute(summary));

    /// <summary>Its parameters after the question mark.</summary>
    public static IEndpointConventionBuilder With(this IEndpointConventionBuilder route, params string[] query) =>
        route.WithMetadata(new QueryParameters(query));

    /// <summary>The headers that count for it; named again, the last ones hold.</summary>
    public static IEndpointConventionBuilder Heeds(this IEndpointConventionBuilder route, params string[] headers) =>
        route.WithMetadata(new RequestHeaders(headers));

    /// <summary>The projection that it reads and nothing else, so that it waits for no other.</summary>
    /// <param name="projection">One of <see cref="ReadModels.ReadModelNames"/>.</param>
    public static IEndpointConventionBuilder Reads(this IEndpointConventionBuilder route, string projection) =>
        route.WithMetadata(new ReadsFrom(projection));

    private static void Nothing()
    {
    }
}

/// <summary>The parameters of a route after the question mark, for the documentation.</summary>
internal sealed record QueryParameters(string[] Names);

/// <summary>The headers that count for a route, for the documentation.</summary>
internal sealed record RequestHeaders(string[] Names);

/// <summary>The one projection that a route reads.</summary>
internal sealed record ReadsFrom(string Projection);

/// <summary>A text of an answer that its type does not have.</summary>
internal sealed record AlsoAnswered(string Name, string Description);
