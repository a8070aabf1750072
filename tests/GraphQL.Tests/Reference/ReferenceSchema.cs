using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Limits;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Tests.Reference;

/// <summary>The shop's schema with resolvers that do what those of <c>reference.mjs</c> do.</summary>
internal static class ReferenceSchema
{
    public static QueryLimits NoLimits { get; } = new()
    {
        DocumentBytes = int.MaxValue,
        Tokens = int.MaxValue,
        Depth = int.MaxValue,
        Cost = int.MaxValue,
        Aliases = int.MaxValue,
        RootFields = int.MaxValue,
        Introspection = int.MaxValue,
        Schemas = int.MaxValue,
        AnswerBytes = int.MaxValue,
    };

    public static GraphEngine Engine(QueryLimits? limits = null) => new(Build(), new EngineOptions
    {
        Limits = limits ?? NoLimits,
        OnException = (e, _) => new GraphQLException(e.Message),
    });

    public static Schema Build() => Builder().Build();

    public static SchemaBuilder Builder()
    {
        var builder = new SchemaBuilder().AddText(ReferenceDocuments.Schema);
        foreach (var type in builder.Parts.Types.OfType<FieldsType>())
            foreach (var field in type.Fields) builder.Field(type.Name, field.Name).Resolve(ResolveAsync);
        foreach (var name in new[] { "Node", "Priced", "Found", "Sold" })
            builder.ResolveType(name, value => (value as JsonObject)?["__typename"]?.GetValue<string>());
        return builder;
    }

    private static async ValueTask<object?> ResolveAsync(FieldContext context)
    {
        var value = (context.Source as JsonObject)?[context.Field.Name];
        if (value is JsonObject told && told.ContainsKey("$arguments")) return Json(context.Arguments);
        return await ValueAsync(value);
    }

    private static async ValueTask<object?> ValueAsync(JsonNode? value)
    {
        switch (value)
        {
            case null: return null;
            case JsonObject error when error.ContainsKey("$error"): return new GraphQLException(error["$error"]!.GetValue<string>());
            case JsonObject later when later.ContainsKey("$later"):
                await Task.Yield();
                return await ValueAsync(later["$later"]);
            case JsonObject members: return members;
            case JsonArray items:
                List<object?> list = [];
                foreach (var item in items) list.Add(await ValueAsync(item));
                return list;
            default: return JsonSerializer.SerializeToElement(value);
        }
    }

    /// <summary>Arguments as <c>JSON.stringify</c> writes them.</summary>
    private static string Json(object? value) => value switch
    {
        InputValues members => $"{{{string.Join(',', members.Select(m => $"{Json(m.Key)}:{Json(m.Value)}"))}}}",
        IReadOnlyDictionary<string, object?> members => $"{{{string.Join(',', members.Select(m => $"{Json(m.Key)}:{Json(m.Value)}"))}}}",
        string text => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
        double number => JsNumber.Format(number),
        System.Collections.IEnumerable items => $"[{string.Join(',', items.Cast<object?>().Select(Json))}]",
        _ => JsonSerializer.Serialize(value),
    };
}
