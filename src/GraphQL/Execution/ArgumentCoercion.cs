using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Execution;

/// <summary>Makes arguments of what a document says and of variables.</summary>
internal static class ArgumentCoercion
{
    /// <summary>The arguments. Throws <see cref="GraphQLException"/> with its place in the document.</summary>
    public static InputValues Coerce(IReadOnlyList<InputDefinition> definitions, IReadOnlyList<ArgumentNode> given, Node at, VariableValues variables)
    {
        if (definitions.Count == 0) return InputValues.None;
        var values = new InputValues(definitions.Count);
        foreach (var definition in definitions)
        {
            var literal = Find(given, definition.Name);
            var variable = literal as VariableNode;
            object? known = null;
            if (literal is null || (variable is not null && !variables.TryGet(variable.Name.Value, out known)))
            {
                if (definition.HasDefault) values.Add(definition.Name, definition.Default);
                else if (definition.Type is NonNullType)
                    throw Fail(variable is null
                        ? $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided."
                        : $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"${variable.Name.Value}\" which was not provided a runtime value.",
                        variable ?? at);
                continue;
            }

            var isNull = variable is null ? literal is NullValueNode : known is null;
            if (isNull && definition.Type is NonNullType)
                throw Fail($"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null.", literal);
            if (!LiteralCoercion.TryCoerce(literal, definition.Type, variables, out var value))
                throw Fail($"Argument \"{definition.Name}\" has invalid value {literal}.", literal);
            values.Add(definition.Name, value);
        }

        return values;
    }

    /// <summary>Whether a literal holds a variable at any depth.</summary>
    public static bool HasVariable(ValueNode literal) => literal switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HasVariable),
        ObjectValueNode members => members.Fields.Any(f => HasVariable(f.Value)),
        _ => false,
    };

    private static ValueNode? Find(IReadOnlyList<ArgumentNode> given, string name)
    {
        for (var i = 0; i < given.Count; i++)
            if (given[i].Name.Value == name) return given[i].Value;
        return null;
    }

    private static GraphQLException Fail(string message, Node at) => new(GraphQLError.At(message, at));
}
