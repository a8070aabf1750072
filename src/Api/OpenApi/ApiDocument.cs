using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.OpenApi;

/// <summary>The OpenAPI document, made when it is first asked for.</summary>
internal static class ApiDocument
{
    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "OrleansStore", Version = "v1", Description = "An event-sourced shop. Problems are RFC 9457 with a stable code." };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Parameters ??= [];
        var path = context.Description.RelativePath ?? "";
        foreach (var name in Names(path)) operation.Parameters.Add(Parameter(name, ParameterLocation.Path, required: true, format: "uuid"));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var name in metadata.OfType<QueryParameters>().SelectMany(q => q.Names)) operation.Parameters.Add(Parameter(name, ParameterLocation.Query));
        var headers = metadata.OfType<RequestHeaders>().LastOrDefault()?.Names ?? [];
        foreach (var name in headers) operation.Parameters.Add(Parameter(name, ParameterLocation.Header));
        if (path.Contains("/orders/{id}", StringComparison.Ordinal)) operation.Parameters.Add(Parameter("Order-Token", ParameterLocation.Header));
        if (path.Contains("/carts/{id}", StringComparison.Ordinal) || (path.EndsWith("/orders", StringComparison.Ordinal) && context.Description.HttpMethod == "POST"))
            operation.Parameters.Add(Parameter("Cart-Token", ParameterLocation.Header));
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem (application/problem+json) with a stable code." };
    }

    private static IEnumerable<string> Names(string path) => path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));

    private static OpenApiParameter Parameter(string name, ParameterLocation location, bool required = false, string? format = null) => new()
    {
        Name = name,
        In = location,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format },
    };
}
