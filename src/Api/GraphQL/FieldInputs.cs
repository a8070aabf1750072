using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.Api.GraphQL;

/// <summary>What fields are given, as REST has it: in the address, in headers, and the rest in the body.</summary>
internal static class FieldInputs
{
    private const string Root = "/api/v1";

    private static readonly string[] InHeaders = ["idempotencyKey", "expectedVersion"];

    /// <summary>Method and address of a route with the arguments in it.</summary>
    public static string Operation(string route, InputValues arguments)
    {
        var text = new StringBuilder(route.Length + 40);
        foreach (var part in route.Split('/'))
        {
            if (text.Length > 0) text.Append('/');
            text.Append(part is ['{', .. var name, '}'] ? Uri.EscapeDataString(Plain(arguments.GetValueOrDefault(name))) : part);
        }

        return text.ToString().Replace(" /", " " + Root + "/", StringComparison.Ordinal);
    }

    /// <summary>The names of the arguments that stand in a route.</summary>
    public static IReadOnlyList<string> InRoute(string route) =>
        [.. route.Split('/').Where(p => p.StartsWith('{')).Select(p => p.Trim('{', '}'))];

    /// <summary>An id among the arguments; null when it cannot be one.</summary>
    public static Guid? Id(FieldContext context, string name) => Guid.TryParse(context.Argument<string>(name), out var id) ? id : null;

    /// <summary>The body of a REST request: the argument <c>input</c>, or what is in neither address nor headers.</summary>
    public static ReadOnlyMemory<byte> Body(FieldContext context, ShopField field)
    {
        var inRoute = InRoute(field.Route!);
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (context.Field.FindArgument("input") is { } input)
            {
                Write(json, input.Type, context.Arguments["input"]);
            }
            else
            {
                json.WriteStartObject();
                foreach (var argument in context.Field.Arguments)
                {
                    if (inRoute.Contains(argument.Name) || InHeaders.Contains(argument.Name) || !context.Arguments.TryGetValue(argument.Name, out var value)) continue;
                    json.WritePropertyName(argument.Name);
                    Write(json, argument.Type, value);
                }

                json.WriteEndObject();
            }
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Arguments, or an input object among them, as a query string has them.</summary>
    /// <param name="argument">The argument whose members are meant; null for the arguments themselves.</param>
    /// <param name="more">What else stands there.</param>
    public static QueryCollection Query(FieldContext context, string? argument = null, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var query = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        if (argument is null)
        {
            foreach (var definition in context.Field.Arguments) Add(definition, context.Arguments);
        }
        else if (context.Arguments.Object(argument) is { } members)
        {
            foreach (var definition in ((InputObjectType)context.Field.FindArgument(argument)!.Type.Named).Fields) Add(definition, members);
        }

        foreach (var (name, value) in more)
            if (value is not null) query[name] = Plain(value);
        return new QueryCollection(query);

        void Add(InputDefinition definition, InputValues values)
        {
            if (values.GetValueOrDefault(definition.Name) is { } value)
                query[definition.Name] = definition.Type.Named is EnumType ? EnumNames.ToJson(value.ToString()!) : Plain(value);
        }
    }

    private static string Plain(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static void Write(Utf8JsonWriter json, GraphType type, object? value)
    {
        switch (type.Nullable, value)
        {
            case (_, null): json.WriteNullValue(); break;
            case (ListType list, IReadOnlyList<object?> items):
                json.WriteStartArray();
                foreach (var item in items) Write(json, list.Of, item);
                json.WriteEndArray();
                break;
            case (InputObjectType input, InputValues values):
                json.WriteStartObject();
                foreach (var (name, member) in values)
                {
                    json.WritePropertyName(name);
                    Write(json, input.Find(name)!.Type, member);
                }

                json.WriteEndObject();
                break;
            case (EnumType, _): json.WriteStringValue(EnumNames.ToJson(value.ToString()!)); break;
            default: WriteScalar(json, value); break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            default: throw new InvalidOperationException($"{value.GetType()} is no value of an input.");
        }
    }
}
