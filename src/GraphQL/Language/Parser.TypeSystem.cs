namespace OrleansStore.GraphQL.Language;

/// <summary>Definitions and extensions of a schema.</summary>
public sealed partial class Parser
{
    private TypeSystemDefinitionNode? TypeSystemDefinition(string keyword)
    {
        var start = _token.Start;
        return keyword switch
        {
            "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" => Described(),
            "directive" => DirectiveDefinition(start, Description()),
            _ => null,
        };

        TypeSystemDefinitionNode Described()
        {
            var description = Description();
            Advance();
            return DefinitionOf(keyword, start, description, isExtension: false);
        }
    }

    private TypeSystemDefinitionNode Extension()
    {
        var start = _token.Start;
        var keyword = Lookahead();
        if (keyword.Kind != TokenKind.Name || keyword.Value is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
            throw Unexpected(keyword);
        Advance();
        Advance();
        return DefinitionOf(keyword.Value, start, null, isExtension: true);
    }

    private TypeSystemDefinitionNode DefinitionOf(string keyword, int start, StringValueNode? description, bool isExtension)
    {
        if (keyword == "schema") return SchemaDefinition(start, description, isExtension);
        var name = Name();
        IReadOnlyList<NamedTypeNode> interfaces = keyword is "type" or "interface" && SkipKeyword("implements")
            ? Delimited(TokenKind.Ampersand, NamedType) : [];
        var directives = Directives(isConstant: true);
        var saysMore = interfaces.Count > 0 || directives.Count > 0;
        switch (keyword)
        {
            case "scalar":
                Need(saysMore);
                return At(start, new ScalarDefinitionNode { IsExtension = isExtension, Description = description, Name = name, Directives = directives });
            case "type" or "interface":
                var fields = OptionalMany(TokenKind.BraceLeft, FieldDefinition, TokenKind.BraceRight);
                Need(saysMore || fields.Count > 0);
                return keyword == "type"
                    ? At(start, new ObjectDefinitionNode
                    {
                        IsExtension = isExtension,
                        Description = description,
                        Name = name,
                        Interfaces = interfaces,
                        Directives = directives,
                        Fields = fields,
                    })
                    : At(start, new InterfaceDefinitionNode
                    {
                        IsExtension = isExtension,
                        Description = description,
                        Name = name,
                        Interfaces = interfaces,
                        Directives = directives,
                        Fields = fields,
                    });
            case "union":
                IReadOnlyList<NamedTypeNode> types = Skip(TokenKind.EqualsSign) ? Delimited(TokenKind.Pipe, NamedType) : [];
                Need(saysMore || types.Count > 0);
                return At(start, new UnionDefinitionNode
                {
                    IsExtension = isExtension,
                    Description = description,
                    Name = name,
                    Directives = directives,
                    Types = types,
                });
            case "enum":
                var values = OptionalMany(TokenKind.BraceLeft, EnumValueDefinition, TokenKind.BraceRight);
                Need(saysMore || values.Count > 0);
                return At(start, new EnumDefinitionNode
                {
                    IsExtension = isExtension,
                    Description = description,
                    Name = name,
                    Directives = directives,
                    Values = values,
                });
            default:
                var inputs = OptionalMany(TokenKind.BraceLeft, InputValueDefinition, TokenKind.BraceRight);
                Need(saysMore || inputs.Count > 0);
                return At(start, new InputObjectDefinitionNode
                {
                    IsExtension = isExtension,
                    Description = description,
                    Name = name,
                    Directives = directives,
                    Fields = inputs,
                });
        }

        void Need(bool saysAnything)
        {
            if (isExtension && !saysAnything) throw Unexpected();
        }
    }

    private SchemaDefinitionNode SchemaDefinition(int start, StringValueNode? description, bool isExtension)
    {
        var directives = Directives(isConstant: true);
        var types = isExtension
            ? OptionalMany(TokenKind.BraceLeft, OperationTypeDefinition, TokenKind.BraceRight)
            : Many(TokenKind.BraceLeft, OperationTypeDefinition, TokenKind.BraceRight);
        if (directives.Count == 0 && types.Count == 0) throw Unexpected();
        return At(start, new SchemaDefinitionNode { IsExtension = isExtension, Description = description, Directives = directives, OperationTypes = types });
    }

    private OperationTypeNode OperationTypeDefinition()
    {
        var start = _token.Start;
        var operation = OperationType();
        Expect(TokenKind.Colon);
        var type = NamedType();
        return At(start, new OperationTypeNode { Operation = operation, Type = type });
    }

    private FieldDefinitionNode FieldDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var name = Name();
        var arguments = OptionalMany(TokenKind.ParenthesisLeft, InputValueDefinition, TokenKind.ParenthesisRight);
        Expect(TokenKind.Colon);
        var type = Type();
        var directives = Directives(isConstant: true);
        return At(start, new FieldDefinitionNode { Description = description, Name = name, Arguments = arguments, Type = type, Directives = directives });
    }

    private InputValueDefinitionNode InputValueDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var name = Name();
        Expect(TokenKind.Colon);
        var type = Type();
        var defaultValue = Skip(TokenKind.EqualsSign) ? Value(isConstant: true) : null;
        var directives = Directives(isConstant: true);
        return At(start, new InputValueDefinitionNode
        {
            Description = description,
            Name = name,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
        });
    }

    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var start = _token.Start;
        var description = Description();
        if (_token.Value is "true" or "false" or "null") throw Fail(_token, $"{_token} is reserved and cannot be used for an enum value.");
        var name = Name();
        var directives = Directives(isConstant: true);
        return At(start, new EnumValueDefinitionNode { Description = description, Name = name, Directives = directives });
    }

    private DirectiveDefinitionNode DirectiveDefinition(int start, StringValueNode? description)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = Name();
        var arguments = OptionalMany(TokenKind.ParenthesisLeft, InputValueDefinition, TokenKind.ParenthesisRight);
        var repeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        var locations = Delimited(TokenKind.Pipe, DirectiveLocation);
        return At(start, new DirectiveDefinitionNode
        {
            Description = description,
            Name = name,
            Arguments = arguments,
            Repeatable = repeatable,
            Locations = locations,
        });
    }

    private NameNode DirectiveLocation()
    {
        var token = _token;
        var name = Name();
        return DirectiveLocations.All.Contains(name.Value) ? name : throw Unexpected(token);
    }
}
