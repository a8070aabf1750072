using OrleansStore.GraphQL.Execution;
using OrleansStore.GraphQL.Introspection;
using OrleansStore.GraphQL.Language;

namespace OrleansStore.GraphQL.Types;

/// <summary>Looks whether a schema is one (type validation of the specification's chapter on the type system).</summary>
internal sealed class SchemaValidation
{
    private readonly List<GraphQLError> _errors = [];
    private readonly Schema _schema;
    private readonly SchemaParts _parts;

    private SchemaValidation(Schema schema, SchemaParts parts) => (_schema, _parts) = (schema, parts);

    public static IReadOnlyList<GraphQLError> Validate(Schema schema, SchemaParts parts)
    {
        var validation = new SchemaValidation(schema, parts);
        validation.CheckRoots();
        foreach (var directive in parts.Directives) validation.CheckDirective(directive);
        foreach (var type in schema.Types.Except(IntrospectionTypes.All)) validation.CheckType(type);
        validation._errors.AddRange(InputCircles.Find(schema));
        return validation._errors;
    }

    private void Report(string message, params ReadOnlySpan<Node?> nodes)
    {
        List<Node> there = [];
        foreach (var node in nodes)
            if (node is not null) there.Add(node);
        _errors.Add(GraphQLError.At(message, [.. there]));
    }

    private void CheckRoots()
    {
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            if (_parts.RootName(kind) is not { } name)
            {
                if (kind == OperationKind.Query) Report("Query root type must be provided.", _schema.Definition);
            }
            else if (_schema.Find(name) is not ObjectType)
            {
                var at = _parts.Roots.LastOrDefault(r => r.Operation == kind)?.Type ?? _schema.Find(name)?.Nodes.FirstOrDefault() as Node;
                Report($"{kind} root type must be Object type{(kind == OperationKind.Query ? "" : " if provided")}, it cannot be {name}.", at);
            }
        }
    }

    private void CheckDirective(DirectiveDefinition directive)
    {
        CheckName(directive.Name, directive.Node);
        if (directive.Locations.Count == 0) Report($"Directive @{directive.Name} must include 1 or more locations.", directive.Node);
        foreach (var argument in directive.Arguments) CheckArgument(argument, $"@{directive.Name}({argument.Name}:)");
    }

    private void CheckName(string name, Node? node)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            Report($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", node);
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
            Report($"\"{name}\" is no name: letters, digits and _ only, no digit first.", node);
    }

    private void CheckType(NamedType type)
    {
        CheckName(type.Name, type.Nodes.FirstOrDefault());
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                CheckInterfaces(fields);
                break;
            case UnionType union: CheckUnion(union); break;
            case EnumType options:
                if (options.Values.Count == 0) Report($"Enum type {options} must define one or more values.", [.. type.Nodes]);
                foreach (var value in options.Values) CheckName(value.Name, value.Node);
                break;
            case InputObjectType input: CheckInput(input); break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0) Report($"Type {type} must define one or more fields.", [.. type.Nodes]);
        foreach (var field in type.Fields)
        {
            CheckName(field.Name, field.Node);
            if (!field.Type.IsOutput) Report($"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.", TypeOf(field.Node));
            foreach (var argument in field.Arguments) CheckArgument(argument, $"{type}.{field.Name}({argument.Name}:)");
        }
    }

    private void CheckArgument(InputDefinition argument, string name)
    {
        CheckName(argument.Name, argument.Node);
        if (!argument.Type.IsInput) Report($"The type of {name} must be Input Type but got: {argument.Type}.", name[0] == '@' ? argument.Node : TypeOf(argument.Node));
        else CheckDefault(argument, name);
        if (argument is { IsRequired: true, DeprecationReason: not null }) Report($"Required argument {name} cannot be deprecated.", Deprecation(argument.Node), TypeOf(argument.Node));
    }

    /// <summary>A default that does not fit would be one that nobody gets.</summary>
    private void CheckDefault(InputDefinition input, string name)
    {
        if (input is { DefaultLiteral: not null, HasDefault: false }) Report($"The default of {name} is no {input.Type}: {input.DefaultLiteral}.", input.DefaultLiteral);
    }

    private void CheckInterfaces(FieldsType type)
    {
        foreach (var (_, wrong) in _parts.WrongMembers.Where(w => w.Of == type))
            Report($"Type {type} must only implement Interface types, it cannot implement {wrong}.", [.. Mentions(type, wrong)]);
        var seen = new HashSet<InterfaceType>();
        foreach (var implemented in type.Interfaces)
        {
            if (implemented == type)
            {
                Report($"Type {type} cannot implement itself because it would create a circular reference.", [.. Mentions(type, implemented)]);
            }
            else if (!seen.Add(implemented))
            {
                Report($"Type {type} can only implement {implemented} once.", [.. Mentions(type, implemented)]);
            }
            else
            {
                CheckAncestors(type, implemented);
                foreach (var (message, nodes) in InterfaceContract.Breaches(_schema, type, implemented)) Report(message, [.. nodes]);
            }
        }
    }

    private void CheckAncestors(FieldsType type, InterfaceType implemented)
    {
        foreach (var ancestor in implemented.Interfaces.Where(a => !type.Interfaces.Contains(a)))
            Report(ancestor == type
                    ? $"Type {type} cannot implement {implemented} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {implemented}.",
                [.. Mentions(implemented, ancestor), .. Mentions(type, implemented)]);
    }

    private void CheckUnion(UnionType union)
    {
        var wrong = _parts.WrongMembers.Where(w => w.Of == union).Select(w => w.Member).ToList();
        if (union.TypeNames.Count == 0) Report($"Union type {union} must define one or more member types.", [.. union.Nodes]);
        foreach (var type in wrong) Report($"Union type {union} can only include Object types, it cannot include {type}.", [.. Mentions(union, type)]);
        foreach (var type in union.Types.GroupBy(t => t).SelectMany(g => g.Skip(1)))
            Report($"Union type {union} can only include type {type} once.", [.. Mentions(union, type)]);
    }

    private void CheckInput(InputObjectType type)
    {
        if (type.Fields.Count == 0) Report($"Input Object type {type} must define one or more fields.", [.. type.Nodes]);
        foreach (var field in type.Fields)
        {
            CheckName(field.Name, field.Node);
            if (!field.Type.IsInput) Report($"The type of {type}.{field.Name} must be Input Type but got: {field.Type}.", TypeOf(field.Node));
            else CheckDefault(field, $"{type}.{field.Name}");
            if (field is { IsRequired: true, DeprecationReason: not null })
                Report($"Required input field {type}.{field.Name} cannot be deprecated.", Deprecation(field.Node), TypeOf(field.Node));
            if (!type.IsOneOf) continue;
            if (field.Type is NonNullType) Report($"OneOf input field {type}.{field.Name} must be nullable.", TypeOf(field.Node));
            if (field.DefaultLiteral is not null) Report($"OneOf input field {type}.{field.Name} cannot have a default value.", field.Node);
        }
    }

    internal static Node? TypeOf(Node? member) => (member as FieldDefinitionNode)?.Type ?? (member as InputValueDefinitionNode)?.Type;

    private static Node? Deprecation(Node? member) => (member as MemberDefinitionNode)?.Directives.FirstOrDefault(d => d.Name.Value == "deprecated");

    private static IEnumerable<Node> Mentions(NamedType type, NamedType mentioned) => type.Nodes
        .SelectMany(n => (n as CompositeDefinitionNode)?.Interfaces ?? (n as UnionDefinitionNode)?.Types ?? [])
        .Where(n => n.Name.Value == mentioned.Name);
}
