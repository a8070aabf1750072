namespace OrleansStore.GraphQL.Language;

/// <summary>What is inside of a node, in the order of the text; descriptions of what is executed mean nothing and are left out.</summary>
internal static class NodeChildren
{
    public static void Visit(Node node, Action<Node> visit)
    {
        switch (node)
        {
            case DocumentNode document: All(document.Definitions); break;
            case OperationNode operation:
                One(operation.Name);
                All(operation.Variables);
                All(operation.Directives);
                One(operation.SelectionSet);
                break;
            case FragmentNode fragment:
                One(fragment.Name);
                One(fragment.TypeCondition);
                All(fragment.Directives);
                One(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                One(variable.Variable);
                One(variable.Type);
                One(variable.DefaultValue);
                All(variable.Directives);
                break;
            case SelectionSetNode set: All(set.Selections); break;
            case FieldNode field:
                One(field.Alias);
                One(field.Name);
                All(field.Arguments);
                All(field.Directives);
                One(field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                One(spread.Name);
                All(spread.Directives);
                break;
            case InlineFragmentNode inline:
                One(inline.TypeCondition);
                All(inline.Directives);
                One(inline.SelectionSet);
                break;
            case ArgumentNode argument:
                One(argument.Name);
                One(argument.Value);
                break;
            case DirectiveNode directive:
                One(directive.Name);
                All(directive.Arguments);
                break;
            case VariableNode variable: One(variable.Name); break;
            case ListValueNode list: All(list.Values); break;
            case ObjectValueNode members: All(members.Fields); break;
            case ObjectFieldNode member:
                One(member.Name);
                One(member.Value);
                break;
            case NamedTypeNode type: One(type.Name); break;
            case ListTypeNode list: One(list.Type); break;
            case NonNullTypeNode required: One(required.Type); break;
            default: VisitTypeSystem(node, visit); break;
        }

        void One(Node? child)
        {
            if (child is not null) visit(child);
        }

        void All(IReadOnlyList<Node> children)
        {
            for (var i = 0; i < children.Count; i++) visit(children[i]);
        }
    }

    private static void VisitTypeSystem(Node node, Action<Node> visit)
    {
        IEnumerable<Node?> children = node switch
        {
            SchemaDefinitionNode schema => [schema.Description, .. schema.Directives, .. schema.OperationTypes],
            OperationTypeNode type => [type.Type],
            ScalarDefinitionNode scalar => [scalar.Description, scalar.Name, .. scalar.Directives],
            CompositeDefinitionNode type => [type.Description, type.Name, .. type.Interfaces, .. type.Directives, .. type.Fields],
            UnionDefinitionNode union => [union.Description, union.Name, .. union.Directives, .. union.Types],
            EnumDefinitionNode options => [options.Description, options.Name, .. options.Directives, .. options.Values],
            InputObjectDefinitionNode input => [input.Description, input.Name, .. input.Directives, .. input.Fields],
            FieldDefinitionNode field => [field.Description, field.Name, .. field.Arguments, field.Type, .. field.Directives],
            InputValueDefinitionNode input => [input.Description, input.Name, input.Type, input.DefaultValue, .. input.Directives],
            EnumValueDefinitionNode value => [value.Description, value.Name, .. value.Directives],
            DirectiveDefinitionNode directive => [directive.Description, directive.Name, .. directive.Arguments, .. directive.Locations],
            _ => [],
        };
        foreach (var child in children)
            if (child is not null) visit(child);
    }
}
