using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Validation.Rules;

/// <summary>A field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Stack<Dictionary<string, NameNode>> _known = [];

    public override bool Enter(Node node)
    {
        if (node is ObjectValueNode) _known.Push(new(StringComparer.Ordinal));
        if (node is ObjectFieldNode { Name: { } name } && !_known.Peek().TryAdd(name.Value, name))
            Report($"There can be only one input field named \"{name}\".", _known.Peek()[name.Value], name);
        return true;
    }

    public override void Leave(Node node)
    {
        if (node is ObjectValueNode) _known.Pop();
    }
}
