using System.Text;

namespace OrleansStore.GraphQL.Language;

/// <summary>Reads strings and block strings.</summary>
internal readonly struct StringLexer(Source source, Lexer lexer)
{
    private readonly string _body = source.Body;

    /// <summary>The string whose first quote is at an index.</summary>
    public Token Read(int start)
    {
        var (position, from) = (start + 1, start + 1);
        StringBuilder? value = null;
        while (position < _body.Length && _body[position] is not ('\n' or '\r'))
        {
            if (_body[position] == '"')
            {
                var tail = _body.AsSpan(from, position - from);
                return new Token(TokenKind.String, start, position + 1, value is null ? tail.ToString() : value.Append(tail).ToString());
            }

            if (_body[position] == '\\')
            {
                value = (value ?? new StringBuilder()).Append(_body, from, position - from);
                position += ReadEscape(position, value);
                from = position;
                continue;
            }

            position += Character(position);
        }

        throw Fail(position, "Unterminated string.");
    }

    /// <summary>The block string whose first quote is at an index.</summary>
    public Token ReadBlock(int start)
    {
        var (position, from) = (start + 3, start + 3);
        var line = new StringBuilder();
        List<string> lines = [];
        while (position < _body.Length)
        {
            var c = _body[position];
            if (c == '"' && IsTripleQuote(position))
            {
                lines.Add(line.Append(_body, from, position - from).ToString());
                return new Token(TokenKind.BlockString, start, position + 3, BlockStrings.Dedent(lines));
            }

            if (c == '\\' && IsTripleQuote(position + 1))
            {
                line.Append(_body, from, position - from);
                from = position + 1;
                position += 4;
            }
            else if (c is '\n' or '\r')
            {
                lines.Add(line.Append(_body, from, position - from).ToString());
                line.Clear();
                position += c == '\r' && lexer.At(position + 1) == '\n' ? 2 : 1;
                from = position;
            }
            else
            {
                position += Character(position);
            }
        }

        throw Fail(position, "Unterminated string.");
    }

    private bool IsTripleQuote(int position) => lexer.At(position) == '"' && lexer.At(position + 1) == '"' && lexer.At(position + 2) == '"';

    private int Character(int position) => lexer.IsScalarAt(position, out var units)
        ? units
        : throw Fail(position, $"Invalid character within String: {lexer.Name(position)}.");

    private int ReadEscape(int position, StringBuilder value)
    {
        var c = lexer.At(position + 1);
        if (c == 'u') return lexer.At(position + 2) == '{' ? ReadVariableEscape(position, value) : ReadFixedEscape(position, value);
        var escaped = c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Fail(position, $"Invalid character escape sequence: \"{Slice(position, 2)}\"."),
        };
        value.Append(escaped);
        return 2;
    }

    /// <summary><c>\u{1F600}</c>.</summary>
    private int ReadVariableEscape(int position, StringBuilder value)
    {
        var (code, size) = (0, 3);
        while (size < 12)
        {
            var c = lexer.At(position + size++);
            if (c == '}')
            {
                if (size < 5 || !Rune.IsValid(code)) break;
                value.Append(new Rune(code).ToString());
                return size;
            }

            if (!char.IsAsciiHexDigit(c)) break;
            code = (code << 4) | Convert.ToInt32(c.ToString(), 16);
            if (code < 0) break;
        }

        throw Fail(position, $"Invalid Unicode escape sequence: \"{Slice(position, size)}\".");
    }

    /// <summary><c>\u00E4</c>, or two of them that are one character.</summary>
    private int ReadFixedEscape(int position, StringBuilder value)
    {
        var code = Hex(position + 2);
        if (code >= 0 && !char.IsSurrogate((char)code))
        {
            value.Append((char)code);
            return 6;
        }

        if (code >= 0 && char.IsHighSurrogate((char)code) && lexer.At(position + 6) == '\\' && lexer.At(position + 7) == 'u'
            && Hex(position + 8) is var low && low >= 0 && char.IsLowSurrogate((char)low))
        {
            value.Append((char)code).Append((char)low);
            return 12;
        }

        throw Fail(position, $"Invalid Unicode escape sequence: \"{Slice(position, 6)}\".");
    }

    private int Hex(int position)
    {
        var code = 0;
        for (var i = 0; i < 4; i++)
        {
            var c = lexer.At(position + i);
            if (!char.IsAsciiHexDigit(c)) return -1;
            code = (code << 4) | Convert.ToInt32(c.ToString(), 16);
        }

        return code;
    }

    private string Slice(int position, int length) => _body[position..Math.Min(position + length, _body.Length)];

    private SyntaxException Fail(int position, string what) => SyntaxException.At(source, position, what);
}
