namespace OrleansStore.GraphQL.Types;

/// <summary>A directive that documents or schemas may use.</summary>
public sealed class DirectiveDefinition : SchemaMember
{
    private readonly List<InputDefinition> _arguments = [];

    internal DirectiveDefinition(string name, IReadOnlyList<string> locations, bool repeatable) : base(name) =>
        (Locations, IsRepeatable) = (locations, repeatable);

    /// <summary>Where it may stand: names of the specification's ExecutableDirectiveLocation and TypeSystemDirectiveLocation.</summary>
    public IReadOnlyList<string> Locations { get; }

    /// <summary>Whether it may stand in one place more than once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>What it takes.</summary>
    public IReadOnlyList<InputDefinition> Arguments => _arguments;

    internal void Add(InputDefinition argument) => _arguments.Add(argument);
}
