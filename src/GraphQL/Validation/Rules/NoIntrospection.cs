using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A schema that keeps to itself is not asked for.</summary>
internal sealed class NoIntrospection(ValidationContext context) : ValidationRule(context)
{
    public override bool Enter(Node node)
    {
        if (node is FieldNode field && Types.Type?.Named.Name.StartsWith("__", StringComparison.Ordinal) == true)
            Report($"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name}\".", field);
        return true;
    }
}
