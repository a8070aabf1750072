namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>A server that makes vectors of texts, by the embeddings protocol of OpenAI.</summary>
public sealed record ModelServerOptions
{
    /// <summary>Where it is, such as <c>https://api.openai.com/</c>; <c>v1/embeddings</c> is added where the path does not end with it.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The model's name there.</summary>
    public required string Model { get; init; }

    /// <summary>Sent as the bearer token; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long one call may take; models on a processor are slow.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The address that texts are sent to.</summary>
    internal Uri Address
    {
        get
        {
            var path = Endpoint.AbsolutePath.TrimEnd('/');
            if (!path.EndsWith("/embeddings", StringComparison.Ordinal)) path += path.EndsWith("/v1", StringComparison.Ordinal) ? "/embeddings" : "/v1/embeddings";
            return new UriBuilder(Endpoint) { Path = path }.Uri;
        }
    }

    // A record prints its members; the key must not end up in a log.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("Endpoint = ").Append(Endpoint.GetLeftPart(UriPartial.Path)).Append(", Model = ").Append(Model);
        return true;
    }
}
