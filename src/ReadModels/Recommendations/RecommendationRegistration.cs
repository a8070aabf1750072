using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansStore.ReadModels.Recommendations.ModelServer;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>Puts recommendations together.</summary>
internal static class RecommendationRegistration
{
    /// <summary>
    /// Adds them. Vectors are the store's own, unless a model server is configured or an <c>IEmbeddingGenerator</c> of
    /// strings is registered already: a model that runs in this process, say.
    /// </summary>
    public static void AddRecommendations(this IServiceCollection services, ReadModelOptions options)
    {
        var recommendations = options.Recommendations;
        services.AddSingleton(recommendations);
        if (recommendations.ModelServer is { } server) services.AddModelServer(server);
        if (services.Any(service => service.ServiceType == typeof(IEmbeddingGenerator<string, Embedding<float>>))) services.AddModel(options);
        else services.AddSingleton<IVectorSource, OwnVectors>();

        services.AddSingleton<VectorChanges>();
        services.AddSingleton<ProductVectors>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ProductVectors>());
        services.AddProjection<RecommendationProjection>();
        services.AddSingleton<CandidateLists>();
        services.AddSingleton<Neighbourhood>();
        services.AddSingleton<IRecommendationQueries, RecommendationQueries>();
    }

    private static void AddModelServer(this IServiceCollection services, ModelServerOptions server)
    {
        // The client is kept for ever, so its connections and not its handlers are renewed. The factory's own log lines would
        // name every call.
        services.AddHttpClient(nameof(ModelServerEmbeddings))
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigureHttpClient(client => (client.Timeout, client.MaxResponseContentBufferSize) = (server.Timeout, RecommendationLimits.ModelAnswerBytes))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = server.Timeout,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                UseCookies = false,
            });
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(s =>
            new ModelServerEmbeddings(s.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(ModelServerEmbeddings)), server));
    }

    private static void AddModel(this IServiceCollection services, ReadModelOptions options)
    {
        if (options.Database is { } database) services.AddSingleton<IVectorStore>(_ => new PostgresVectors(NpgsqlDataSource.Create(database)));
        else services.AddSingleton<IVectorStore>(s => new SqliteVectors(FileOf(options.DatabasePath), s.GetRequiredService<ILogger<SqliteVectors>>()));
        services.AddSingleton<IVectorSource>(s => new ModelVectors(s.GetRequiredService<IVectorStore>(), ModelOf(s)));
        services.AddSingleton(s => new ModelWorker(
            s.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>(),
            s.GetRequiredService<IVectorStore>(),
            ModelOf(s),
            s.GetRequiredService<ProductVectors>(),
            s.GetRequiredService<VectorChanges>(),
            s.GetRequiredService<ReadModelDatabase>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<ModelWorker>>()));
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ModelWorker>());
    }

    /// <summary>What its vectors are told from others' by.</summary>
    private static string ModelOf(IServiceProvider services)
    {
        var generator = services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        return generator.GetService<EmbeddingGeneratorMetadata>()?.DefaultModelId ?? generator.GetType().Name;
    }

    /// <summary>Beside the read models' file: that one may be thrown away and made anew, this one costs calls.</summary>
    private static string? FileOf(string? database) =>
        database is null ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, "vectors.db");
}
