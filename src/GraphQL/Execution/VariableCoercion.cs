using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;
using OrleansStore.GraphQL.Validation;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Makes variables of what a client sent.</summary>
internal sealed class VariableCoercion(Schema schema, int maxErrors, bool suggestions)
{
    private readonly List<GraphQLError> _errors = [];

    /// <summary>Whether there are so many errors that no more are looked for.</summary>
    private bool IsFull => _errors.Count > maxErrors;

    public VariableValues Coerce(OperationNode operation, JsonElement? given, out IReadOnlyList<GraphQLError> errors)
    {
        errors = _errors;
        if (operation.Variables.Count == 0) return VariableValues.None;
        if (given is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined) })
        {
            Report(new GraphQLError("Variables must be a JSON object.") { Extensions = ErrorCodes.InvalidVariables });
            return VariableValues.None;
        }

        if (given is { ValueKind: JsonValueKind.Object } members && !JsonTexts.AreWhole(JsonMarshal.GetRawUtf8Value(members)))
        {
            Report(new GraphQLError("Variables must be Unicode text: half of a surrogate pair is none.") { Extensions = ErrorCodes.InvalidVariables });
            return VariableValues.None;
        }

        var values = new VariableValues();
        foreach (var definition in operation.Variables)
        {
            if (IsFull) break;
            Coerce(definition, given, values);
        }

        if (IsFull)
            _errors[^1] = new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted.") { Extensions = ErrorCodes.InvalidVariables };
        return values;
    }

    private void Coerce(VariableDefinitionNode definition, JsonElement? given, VariableValues values)
    {
        var name = definition.Variable.Name.Value;
        if (!schema.TryResolve(definition.Type, out var type) || !type.IsInput)
        {
            Report(At($"Variable \"${name}\" expected value of type \"{definition.Type}\" which cannot be used as an input type.", definition.Type));
            return;
        }

        if (given is not { ValueKind: JsonValueKind.Object } members || !members.TryGetProperty(name, out var value))
        {
            if (definition.DefaultValue is not null)
            {
                if (LiteralCoercion.TryCoerce(definition.DefaultValue, type, null, out var preset)) values.Set(name, preset);
            }
            else if (type is NonNullType)
            {
                Report(At($"Variable \"${name}\" of required type \"{type}\" was not provided.", definition));
            }

            return;
        }

        if (value.ValueKind == JsonValueKind.Null && type is NonNullType)
        {
            Report(At($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", definition));
            return;
        }

        values.Set(name, Coerce(value, type, new Place(definition, null, null, 0)));
    }

    private object? Coerce(JsonElement value, GraphType type, Place place)
    {
        if (IsFull) return null;
        if (type is NonNullType required)
        {
            if (value.ValueKind != JsonValueKind.Null) return Coerce(value, required.Of, place);
            return Invalid(place, value, $"Expected non-nullable type \"{type}\" not to be null.");
        }

        if (value.ValueKind == JsonValueKind.Null) return null;
        switch (type)
        {
            case ListType list when value.ValueKind == JsonValueKind.Array:
                return value.EnumerateArray().Select((item, i) => Coerce(item, list.Of, place.At(i))).ToList();
            case ListType list:
                return new List<object?> { Coerce(value, list.Of, place) };
            case InputObjectType input:
                return value.ValueKind == JsonValueKind.Object
                    ? CoerceObject(value, input, place)
                    : Invalid(place, value, $"Expected type \"{input.Name}\" to be an object.");
            case EnumType options:
                var found = EnumCoercion.Find(options, value, suggestions, out var problem);
                return problem is null ? found : Invalid(place, value, problem);
            case ScalarType scalar:
                try
                {
                    return scalar.Parse(value);
                }
                catch (GraphQLException e)
                {
                    return Invalid(place, value, e.Message, e);
                }
                catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or InvalidOperationException)
                {
                    return Invalid(place, value, $"Expected type \"{scalar.Name}\".");
                }

            default:
                throw new InvalidOperationException($"{type} is no input type.");
        }
    }

    private InputValues CoerceObject(JsonElement given, InputObjectType type, Place place)
    {
        var values = new InputValues(type.Fields.Count);
        foreach (var field in type.Fields)
        {
            if (given.TryGetProperty(field.Name, out var member)) values.Add(field.Name, Coerce(member, field.Type, place.At(field.Name)));
            else if (field.HasDefault) values.Add(field.Name, field.Default);
            else if (field.Type is NonNullType) Invalid(place, given, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
        }

        foreach (var member in given.EnumerateObject())
        {
            if (IsFull) break;
            var name = member.Name;
            if (type.Find(name) is not null) continue;
            var meant = suggestions ? Suggestions.For(name, type.Fields.Select(f => f.Name)) : "";
            Invalid(place, given, $"Field \"{Inspect.Name(name)}\" is not defined by type \"{type.Name}\".{meant}");
        }

        if (!type.IsOneOf) return values;
        if (values.Count != 1) Invalid(place, given, $"Exactly one key must be specified for OneOf type \"{type.Name}\".");
        if (values.Count > 0 && values.Values.First() is null && given.TryGetProperty(values.Keys.First(), out var only) && only.ValueKind == JsonValueKind.Null)
            Invalid(place.At(values.Keys.First()), only, $"Field \"{values.Keys.First()}\" must be non-null.");
        return values;
    }

    private object? Invalid(Place place, JsonElement value, string problem, GraphQLException? cause = null)
    {
        if (IsFull) return null;
        var name = place.Definition.Variable.Name.Value;
        var path = place.Path();
        var where = path.Length == 0 ? "" : $" at \"{name}{path}\"";
        Report(new GraphQLError($"Variable \"${name}\" got invalid value {Inspect.Value(value)}{where}; {problem}")
        {
            Locations = GraphQLError.LocationsOf([place.Definition]),
            Extensions = cause?.Extensions ?? ErrorCodes.InvalidVariables,
        });
        return null;
    }

    private void Report(GraphQLError error)
    {
        if (!IsFull) _errors.Add(error);
    }

    private static GraphQLError At(string message, Node node) =>
        new(message) { Locations = GraphQLError.LocationsOf([node]), Extensions = ErrorCodes.InvalidVariables };

    /// <summary>A place inside a variable.</summary>
    private sealed record Place(VariableDefinitionNode Definition, Place? Parent, string? Name, int Index)
    {
        public Place At(string name) => new(Definition, this, name, 0);

        public Place At(int index) => new(Definition, this, null, index);

        public string Path() => Parent is null ? "" : Parent.Path() + (Name is null ? $"[{Index.ToString(CultureInfo.InvariantCulture)}]" : $".{Name}");
    }
}
