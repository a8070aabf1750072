using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
            // It is served by the store that it describes, whatever that is called.
            document.Servers = [];
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type.IsEnum) Name(schema, context.JsonTypeInfo.Type);
            else Require(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    });

    /// <summary>Enums travel by name; the framework sees a converter of ours and guesses a number.</summary>
    private static void Name(OpenApiSchema schema, Type type)
    {
        schema.Type = JsonSchemaType.String;
        var names = ApiJson.Default.Options.GetTypeInfo(type);
        schema.Enum = [.. Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => JsonSerializer.SerializeToNode(Enum.ToObject(type, v), names)!)];
    }

    /// <summary>What may be null may be absent, for a null is never sent and need not be; all else is always there.</summary>
    private static void Require(OpenApiSchema schema, JsonTypeInfo type)
    {
        if (schema.Properties is not { Count: > 0 } properties) return;
        schema.Required = type.Properties.Where(p => properties.ContainsKey(p.Name) && !MayBeNull(p)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);

        static bool MayBeNull(JsonPropertyInfo property) => property.PropertyType.IsValueType
            ? Nullable.GetUnderlyingType(property.PropertyType) is not null
            : property.IsGetNullable;
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        operation.Parameters ??= [];
        var path = context.Description.RelativePath ?? "";
        foreach (var name in Names(path)) operation.Parameters.Add(Parameter(name, ParameterLocation.Path, required: true, format: name.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? "uuid" : null));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var name in metadata.OfType<QueryParameters>().SelectMany(q => q.Names)) operation.Parameters.Add(Parameter(name, ParameterLocation.Query));
        var headers = metadata.OfType<RequestHeaders>().LastOrDefault()?.Names ?? [];
        foreach (var name in headers) operation.Parameters.Add(Parameter(name, ParameterLocation.Header));
        if (path.Contains("/orders/{id}", StringComparison.Ordinal)) operation.Parameters.Add(Parameter("Order-Token", ParameterLocation.Header));
        if (path.Contains("/carts/{id}", StringComparison.Ordinal) || (path.EndsWith("/orders", StringComparison.Ordinal) && context.Description.HttpMethod == "POST"))
            operation.Parameters.Add(Parameter("Cart-Token", ParameterLocation.Header));
        operation.Responses ??= [];
        foreach (var also in metadata.OfType<AlsoAnswered>()) Add(also, operation.Responses);
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem (application/problem+json) with a stable code." };
    }

    private static void Add(AlsoAnswered also, OpenApiResponses responses)
    {
        var more = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { [also.Name] = new OpenApiSchema { Type = JsonSchemaType.String, Description = also.Description } } };
        foreach (var content in responses.Values.SelectMany(r => r.Content?.Values ?? [])) content.Schema = new OpenApiSchema { AllOf = [content.Schema!, more] };
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
