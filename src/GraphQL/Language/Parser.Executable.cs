namespace OrleansStore.GraphQL.Language;

/// <summary>Operations, fragments and what is in them.</summary>
public sealed partial class Parser
{
    private DefinitionNode Definition()
    {
        if (Peek(TokenKind.BraceLeft)) return Operation();
        var described = IsDescription;
        var keyword = described ? Lookahead() : _token;
        if (described && keyword.Kind == TokenKind.BraceLeft)
            throw Fail(_token, "Unexpected description, descriptions are not supported on shorthand queries.");
        if (keyword.Kind != TokenKind.Name) throw Unexpected(keyword);
        if (TypeSystemDefinition(keyword.Value!) is { } definition) return definition;
        switch (keyword.Value)
        {
            case "query" or "mutation" or "subscription": return Operation();
            case "fragment": return Fragment();
        }

        if (described) throw Fail(_token, "Unexpected description, only GraphQL definitions support descriptions.");
        return keyword.Value == "extend" ? Extension() : throw Unexpected(keyword);
    }

    private OperationNode Operation()
    {
        var start = _token.Start;
        if (Peek(TokenKind.BraceLeft))
        {
            var selection = SelectionSet();
            return At(start, new OperationNode { Operation = OperationKind.Query, SelectionSet = selection });
        }

        var description = Description();
        var kind = OperationType();
        var name = Peek(TokenKind.Name) ? Name() : null;
        var variables = OptionalMany(TokenKind.ParenthesisLeft, VariableDefinition, TokenKind.ParenthesisRight);
        var directives = Directives(isConstant: false);
        var selections = SelectionSet();
        return At(start, new OperationNode
        {
            Description = description,
            Operation = kind,
            Name = name,
            Variables = variables,
            Directives = directives,
            SelectionSet = selections,
        });
    }

    private OperationKind OperationType()
    {
        var token = Expect(TokenKind.Name);
        return token.Value switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw Unexpected(token),
        };
    }

    private VariableDefinitionNode VariableDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.EqualsSign) ? Value(isConstant: true) : null;
        var directives = Directives(isConstant: true);
        return At(start, new VariableDefinitionNode
        {
            Description = description,
            Variable = variable,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
        });
    }

    private SelectionSetNode SelectionSet() => Nested(() =>
    {
        var start = _token.Start;
        var selections = Many<SelectionNode>(TokenKind.BraceLeft, Selection, TokenKind.BraceRight);
        return At(start, new SelectionSetNode { Selections = selections });
    });

    private SelectionNode Selection() => Peek(TokenKind.Spread) ? FragmentSelection() : Field();

    private FieldNode Field()
    {
        var start = _token.Start;
        var name = Name();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon)) (alias, name) = (name, Name());
        var arguments = Arguments(isConstant: false);
        var directives = Directives(isConstant: false);
        var selections = Peek(TokenKind.BraceLeft) ? SelectionSet() : null;
        return At(start, new FieldNode { Alias = alias, Name = name, Arguments = arguments, Directives = directives, SelectionSet = selections });
    }

    private SelectionNode FragmentSelection()
    {
        var start = Expect(TokenKind.Spread).Start;
        var hasCondition = SkipKeyword("on");
        if (!hasCondition && Peek(TokenKind.Name))
        {
            var name = FragmentName();
            var spread = Directives(isConstant: false);
            return At(start, new FragmentSpreadNode { Name = name, Directives = spread });
        }

        var condition = hasCondition ? NamedType() : null;
        var directives = Directives(isConstant: false);
        var selections = SelectionSet();
        return At(start, new InlineFragmentNode { TypeCondition = condition, Directives = directives, SelectionSet = selections });
    }

    private FragmentNode Fragment()
    {
        var start = _token.Start;
        var description = Description();
        ExpectKeyword("fragment");
        var name = FragmentName();
        ExpectKeyword("on");
        var condition = NamedType();
        var directives = Directives(isConstant: false);
        var selections = SelectionSet();
        return At(start, new FragmentNode
        {
            Description = description,
            Name = name,
            TypeCondition = condition,
            Directives = directives,
            SelectionSet = selections,
        });
    }

    private NameNode FragmentName() => _token.Value == "on" ? throw Unexpected() : Name();

    private IReadOnlyList<DirectiveNode> Directives(bool isConstant)
    {
        if (!Peek(TokenKind.At)) return [];
        List<DirectiveNode> directives = [];
        while (Peek(TokenKind.At))
        {
            var start = Expect(TokenKind.At).Start;
            var name = Name();
            var arguments = Arguments(isConstant);
            directives.Add(At(start, new DirectiveNode { Name = name, Arguments = arguments }));
        }

        return directives;
    }

    private IReadOnlyList<ArgumentNode> Arguments(bool isConstant) => OptionalMany(TokenKind.ParenthesisLeft, () =>
    {
        var start = _token.Start;
        var name = Name();
        Expect(TokenKind.Colon);
        var value = Value(isConstant);
        return At(start, new ArgumentNode { Name = name, Value = value });
    }, TokenKind.ParenthesisRight);
}
