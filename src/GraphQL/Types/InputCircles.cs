using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Finds input objects that need themselves: nobody could give one.</summary>
internal sealed class InputCircles
{
    private readonly List<GraphQLError> _errors = [];
    private readonly HashSet<InputObjectType> _visited = [];
    private readonly List<InputDefinition> _path = [];
    private readonly Dictionary<InputObjectType, int> _onPath = [];

    public static IReadOnlyList<GraphQLError> Find(Schema schema)
    {
        var circles = new InputCircles();
        foreach (var type in schema.Types.OfType<InputObjectType>()) circles.Follow(type);
        return circles._errors;
    }

    private void Follow(InputObjectType type)
    {
        if (!_visited.Add(type)) return;
        _onPath[type] = _path.Count;
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { Of: InputObjectType next }) continue;
            _path.Add(field);
            if (!_onPath.TryGetValue(next, out var start))
            {
                Follow(next);
            }
            else
            {
                var circle = _path.Skip(start).ToList();
                _errors.Add(GraphQLError.At(
                    $"Cannot reference Input Object \"{next}\" within itself through a series of non-null fields: \"{string.Join('.', circle.Select(f => f.Name))}\".",
                    [.. circle.Select(f => f.Node).OfType<Node>()]));
            }

            _path.RemoveAt(_path.Count - 1);
        }

        _onPath.Remove(type);
    }
}
