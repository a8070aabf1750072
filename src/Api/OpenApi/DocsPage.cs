using OrleansStore.Api.Access;

namespace OrleansStore.Api.OpenApi;

/// <summary>A page to read and try the API, made when it is first asked for.</summary>
internal static class DocsPage
{
    public static void MapDocsPage(this WebApplication app)
    {
        var page = new Lazy<RequestDelegate>(() => ((IApplicationBuilder)app).New()
            .UseSwaggerUI(options =>
            {
                options.RoutePrefix = "docs";
                options.DocumentTitle = "OrleansStore";
                options.SwaggerEndpoint("/openapi/v1.json", "OrleansStore v1");
            })
            .Build());
        app.MapGet("/docs/{**path}", (RequestDelegate)(context =>
        {
            // The page's files are served only where no endpoint has been chosen yet.
            context.SetEndpoint(null);
            return page.Value(context);
        })).ExcludeFromDescription().For(Policy.Public);
    }
}
