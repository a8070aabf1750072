using OrleansStore.GraphQL.Language;
using OrleansStore.GraphQL.Types;

namespace OrleansStore.GraphQL.Validation;

/// <summary>One rule of the specification's chapter on validation.</summary>
internal abstract class ValidationRule(ValidationContext context)
{
    protected ValidationContext Context { get; } = context;

    protected TypeInfo Types => Context.Types;

    /// <summary>Of documents that are executed; there is none while a schema's text is validated.</summary>
    protected Schema Schema => Context.Schema!;

    /// <summary>Looks at a node before what is inside of it; false: this rule does not look inside.</summary>
    public virtual bool Enter(Node node) => true;

    /// <summary>Looks at a node after what is inside of it.</summary>
    public virtual void Leave(Node node)
    {
    }

    protected void Report(string message, params ReadOnlySpan<Node> nodes) => Context.Report(message, nodes);

    protected string Meant(string text, IEnumerable<string> names, string? what = null) =>
        Context.Suggests ? Suggestions.For(text, names, what) : "";
}
