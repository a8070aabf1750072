using System.Runtime.CompilerServices;
using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Limits;

/// <summary>
/// Measures what an operation asks, before it is executed. A fragment is measured once, however often it is spread, so that
/// fragments in fragments cannot make the measuring itself expensive.
/// </summary>
internal sealed class QueryMeasure
{
    private readonly Schema _schema;
    private readonly PreparedOperation _operation;
    private readonly VariableValues? _variables;
    private readonly QueryLimits _limits;
    private readonly Dictionary<(string Fragment, NamedType Type), Measure> _fragments = [];

    private QueryMeasure(Schema schema, PreparedOperation operation, VariableValues? variables, QueryLimits limits) =>
        (_schema, _operation, _variables, _limits) = (schema, operation, variables, limits);

    /// <summary>What is wrong with the shape of operations, whatever their variables; null when nothing is.</summary>
    public static GraphQLError? CheckShape(Schema schema, IReadOnlyList<PreparedOperation> operations, QueryLimits limits)
    {
        foreach (var operation in operations)
        {
            if (schema.RootOf(operation.Node.Operation) is not { } root) continue;
            var measure = new QueryMeasure(schema, operation, null, limits).Of(operation.Node.SelectionSet, root);
            if (measure.Depth > limits.Depth) return Over($"The operation is {measure.Depth} levels deep; {limits.Depth} are allowed.", operation, ErrorCodes.TooDeep);
            if (measure.Aliases > limits.Aliases) return Over($"The operation has {measure.Aliases} aliases; {limits.Aliases} are allowed.", operation, ErrorCodes.TooManyAliases);
            if (measure.Fields > limits.RootFields) return Over($"The operation has {measure.Fields} root fields; {limits.RootFields} are allowed.", operation, ErrorCodes.TooManyRootFields);
            if (measure.Schemas > limits.Schemas) return Over($"The operation asks for '__schema' {measure.Schemas} times; {limits.Schemas} is allowed.", operation, ErrorCodes.TooCostly);
            if (measure.Introspection > limits.Introspection)
                return Over($"What the operation asks of the schema costs {measure.Introspection}; {limits.Introspection} is allowed.", operation, ErrorCodes.TooCostly);
        }

        return null;
    }

    /// <summary>Whether an operation costs too much with these variables; null when it does not.</summary>
    public static GraphQLError? CheckCost(Schema schema, PreparedOperation operation, VariableValues variables, QueryLimits limits)
    {
        var measure = new QueryMeasure(schema, operation, variables, limits).Of(operation.Node.SelectionSet, schema.RootOf(operation.Node.Operation)!);
        return measure.Cost <= limits.Cost ? null : Over($"The operation costs {measure.Cost}; {limits.Cost} is allowed.", operation, ErrorCodes.TooCostly);
    }

    private static GraphQLError Over(string message, PreparedOperation operation, IReadOnlyDictionary<string, object?> code) =>
        new(message) { Locations = GraphQLError.LocationsOf([operation.Node]), Extensions = code };

    private Measure Of(SelectionSetNode set, NamedType type)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var measure = default(Measure);
        foreach (var selection in set.Selections)
        {
            measure += selection switch
            {
                FieldNode field => OfField(field, type),
                InlineFragmentNode inline => Of(inline.SelectionSet, inline.TypeCondition is null ? type : _schema.Find(inline.TypeCondition.Name.Value)!),
                FragmentSpreadNode spread => OfFragment(spread.Name.Value, type),
                _ => default,
            };
        }

        return measure;
    }

    private Measure OfFragment(string name, NamedType type)
    {
        if (_fragments.TryGetValue((name, type), out var known)) return known;
        var fragment = _operation.Fragments[name];
        return _fragments[(name, type)] = Of(fragment.SelectionSet, _schema.Find(fragment.TypeCondition.Name.Value)!);
    }

    private Measure OfField(FieldNode field, NamedType type)
    {
        var aliases = field.Alias is null ? 0 : 1;
        var definition = IntrospectionFields.Find(_schema, type, field.Name.Value)!;
        var inner = field.SelectionSet is null ? default : Of(field.SelectionSet, definition.Type.Named);
        // What a schema tells of itself is there anyway: it has a limit of its own, and how deep it may be asked a rule.
        if (field.Name.Value.StartsWith("__", StringComparison.Ordinal))
            return new Measure(0, 0, aliases + inner.Aliases, 1, inner.Cost, ReferenceEquals(definition, IntrospectionFields.Schema) ? 1 : 0);
        var size = SizeOf(field, definition);
        return new Measure(1 + inner.Depth, definition.Cost + Measure.Times(size, inner.Cost), aliases + inner.Aliases, 1, inner.Introspection, inner.Schemas);
    }

    /// <summary>How many objects the field can bring.</summary>
    private long SizeOf(FieldNode field, FieldDefinition definition)
    {
        // Without variables the cost of what is no introspection is not asked for.
        if (_variables is null && definition.SizeArguments.Count > 0) return 1;
        foreach (var name in definition.SizeArguments)
            if (Number(field, definition, name) is { } size) return Math.Max(0, size);
        return definition.AssumedSize ?? (definition.Type.Nullable is ListType ? _limits.AssumedListSize : 1);
    }

    private long? Number(FieldNode field, FieldDefinition definition, string path)
    {
        var names = path.Split('.');
        if (definition.FindArgument(names[0]) is not { } argument) return null;
        var literal = field.Arguments.FirstOrDefault(a => a.Name.Value == names[0])?.Value;
        object? value;
        if (literal is null) value = argument.Default;
        else if (!LiteralCoercion.TryCoerce(literal, argument.Type, _variables, out value)) value = argument.Default;
        foreach (var name in names.Skip(1)) value = value is InputValues members && members.TryGetValue(name, out var member) ? member : null;
        return value switch
        {
            int number => number,
            long number => number,
            double number => (long)number,
            _ => null,
        };
    }

    /// <summary>Depth of fields, cost, aliases, fields at the first level, what is asked of the schema, and how often all of it is.</summary>
    private readonly record struct Measure(int Depth, long Cost, long Aliases, int Fields, long Introspection, long Schemas)
    {
        private const long Most = 1_000_000_000_000;

        public static Measure operator +(Measure a, Measure b) =>
            new(Math.Max(a.Depth, b.Depth), Math.Min(Most, a.Cost + b.Cost), Math.Min(Most, a.Aliases + b.Aliases), (int)Math.Min(Most / 1000, (long)a.Fields + b.Fields),
                Math.Min(Most, a.Introspection + b.Introspection), Math.Min(Most, a.Schemas + b.Schemas));

        public static long Times(long times, long cost) => cost == 0 || times == 0 ? 0 : times > Most / cost ? Most : times * cost;
    }
}
