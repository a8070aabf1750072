namespace OrleansStore.GraphQL.Language;

/// <summary>Names, values and references to types.</summary>
public sealed partial class Parser
{
    private NameNode Name()
    {
        var token = Expect(TokenKind.Name);
        return At(token.Start, new NameNode { Value = token.Value! });
    }

    private VariableNode Variable()
    {
        var start = Expect(TokenKind.Dollar).Start;
        var name = Name();
        return At(start, new VariableNode { Name = name });
    }

    private ValueNode Value(bool isConstant)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketLeft:
                var values = Nested(() => Any(TokenKind.BracketLeft, () => Value(isConstant), TokenKind.BracketRight));
                return At(token.Start, new ListValueNode { Values = values });
            case TokenKind.BraceLeft:
                var fields = Nested(() => Any(TokenKind.BraceLeft, () => ObjectField(isConstant), TokenKind.BraceRight));
                return At(token.Start, new ObjectValueNode { Fields = fields });
            case TokenKind.Int:
                Advance();
                return At(token.Start, new IntValueNode { Value = token.Value! });
            case TokenKind.Float:
                Advance();
                return At(token.Start, new FloatValueNode { Value = token.Value! });
            case TokenKind.String or TokenKind.BlockString:
                return StringValue();
            case TokenKind.Name:
                Advance();
                return NamedValue(token);
            case TokenKind.Dollar when isConstant:
                Advance();
                throw Peek(TokenKind.Name) ? Fail(token, $"Unexpected variable \"${_token.Value}\" in constant value.") : Unexpected(token);
            case TokenKind.Dollar:
                return Variable();
            default:
                throw Unexpected();
        }
    }

    private ValueNode NamedValue(Token token) => token.Value switch
    {
        "true" or "false" => At(token.Start, new BooleanValueNode { Value = token.Value == "true" }),
        "null" => At(token.Start, new NullValueNode()),
        _ => At(token.Start, new EnumValueNode { Value = token.Value! }),
    };

    private ObjectFieldNode ObjectField(bool isConstant)
    {
        var start = _token.Start;
        var name = Name();
        Expect(TokenKind.Colon);
        var value = Value(isConstant);
        return At(start, new ObjectFieldNode { Name = name, Value = value });
    }

    private bool IsDescription => Peek(TokenKind.String) || Peek(TokenKind.BlockString);

    private StringValueNode? Description() => IsDescription ? StringValue() : null;

    private StringValueNode StringValue()
    {
        var token = _token;
        Advance();
        return At(token.Start, new StringValueNode { Value = token.Value!, Block = token.Kind == TokenKind.BlockString });
    }

    private TypeNode Type()
    {
        var start = _token.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketLeft))
        {
            var item = Nested(Type);
            Expect(TokenKind.BracketRight);
            type = At(start, new ListTypeNode { Type = item });
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? At(start, new NonNullTypeNode { Type = type }) : type;
    }

    private NamedTypeNode NamedType()
    {
        var name = Name();
        return At(name.Start, new NamedTypeNode { Name = name });
    }
}
