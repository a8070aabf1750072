namespace OrleansStore.GraphQL.Language;

/// <summary>Names, values and references to types.</summary>
public sealed partial class Parser
{
    private NameNode Name()
    {
        var token = Expect(TokenKind.Name);
        return new NameNode { Source = _source, Start = token.Start, End = token.End, Value = token.Value! };
    }

    private VariableNode Variable()
    {
        var start = Expect(TokenKind.Dollar).Start;
        var name = Name();
        return new VariableNode { Source = _source, Start = start, End = _lastEnd, Name = name };
    }

    private ValueNode Value(bool isConstant)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.BracketLeft:
                var values = Nested(() => Any(TokenKind.BracketLeft, () => Value(isConstant), TokenKind.BracketRight));
                return new ListValueNode { Source = _source, Start = token.Start, End = _lastEnd, Values = values };
            case TokenKind.BraceLeft:
                var fields = Nested(() => Any(TokenKind.BraceLeft, () => ObjectField(isConstant), TokenKind.BraceRight));
                return new ObjectValueNode { Source = _source, Start = token.Start, End = _lastEnd, Fields = fields };
            case TokenKind.Int:
                Advance();
                return new IntValueNode { Source = _source, Start = token.Start, End = token.End, Value = token.Value! };
            case TokenKind.Float:
                Advance();
                return new FloatValueNode { Source = _source, Start = token.Start, End = token.End, Value = token.Value! };
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
        "true" or "false" => new BooleanValueNode { Source = _source, Start = token.Start, End = token.End, Value = token.Value == "true" },
        "null" => new NullValueNode { Source = _source, Start = token.Start, End = token.End },
        _ => new EnumValueNode { Source = _source, Start = token.Start, End = token.End, Value = token.Value! },
    };

    private ObjectFieldNode ObjectField(bool isConstant)
    {
        var start = _token.Start;
        var name = Name();
        Expect(TokenKind.Colon);
        var value = Value(isConstant);
        return new ObjectFieldNode { Source = _source, Start = start, End = _lastEnd, Name = name, Value = value };
    }

    private bool IsDescription => Peek(TokenKind.String) || Peek(TokenKind.BlockString);

    private StringValueNode? Description() => IsDescription ? StringValue() : null;

    private StringValueNode StringValue()
    {
        var token = _token;
        Advance();
        return new StringValueNode
        {
            Source = _source, Start = token.Start, End = token.End, Value = token.Value!, Block = token.Kind == TokenKind.BlockString,
        };
    }

    private TypeNode Type()
    {
        var start = _token.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketLeft))
        {
            var item = Nested(Type);
            Expect(TokenKind.BracketRight);
            type = new ListTypeNode { Source = _source, Start = start, End = _lastEnd, Type = item };
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode { Source = _source, Start = start, End = _lastEnd, Type = type } : type;
    }

    private NamedTypeNode NamedType()
    {
        var name = Name();
        return new NamedTypeNode { Source = _source, Start = name.Start, End = name.End, Name = name };
    }
}
