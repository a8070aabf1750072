using System.Globalization;

namespace OrleansStore.GraphQL.Language;

/// <summary>Cuts a text into tokens.</summary>
internal sealed class Lexer(Source source)
{
    private readonly string _body = source.Body;

    /// <summary>The token that begins at an index or after it.</summary>
    public Token ReadAfter(int position)
    {
        while (position < _body.Length)
        {
            var c = _body[position];
            switch (c)
            {
                case '\uFEFF' or '\t' or ' ' or ',' or '\n' or '\r':
                    position++;
                    continue;
                case '#':
                    position = SkipComment(position + 1);
                    continue;
                case '!': return One(TokenKind.Bang, position);
                case '$': return One(TokenKind.Dollar, position);
                case '&': return One(TokenKind.Ampersand, position);
                case '(': return One(TokenKind.ParenthesisLeft, position);
                case ')': return One(TokenKind.ParenthesisRight, position);
                case ':': return One(TokenKind.Colon, position);
                case '=': return One(TokenKind.EqualsSign, position);
                case '@': return One(TokenKind.At, position);
                case '[': return One(TokenKind.BracketLeft, position);
                case ']': return One(TokenKind.BracketRight, position);
                case '{': return One(TokenKind.BraceLeft, position);
                case '|': return One(TokenKind.Pipe, position);
                case '}': return One(TokenKind.BraceRight, position);
                case '.' when At(position + 1) == '.' && At(position + 2) == '.':
                    return new Token(TokenKind.Spread, position, position + 3);
                case '"' when At(position + 1) == '"' && At(position + 2) == '"':
                    return new StringLexer(source, this).ReadBlock(position);
                case '"':
                    return new StringLexer(source, this).Read(position);
            }

            if (char.IsAsciiDigit(c) || c == '-') return ReadNumber(position);
            if (IsNameStart(c)) return ReadName(position);
            throw Fail(position, c == '\''
                ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
                : IsScalarAt(position, out _) ? $"Unexpected character: {Name(position)}." : $"Invalid character: {Name(position)}.");
        }

        return new Token(TokenKind.EndOfFile, _body.Length, _body.Length);
    }

    /// <summary>Whether a whole Unicode character stands there, and how many units it takes.</summary>
    public bool IsScalarAt(int position, out int units)
    {
        var c = _body[position];
        units = char.IsHighSurrogate(c) && char.IsLowSurrogate(At(position + 1)) ? 2 : 1;
        return units == 2 || !char.IsSurrogate(c);
    }

    /// <summary>A character as errors name it.</summary>
    public string Name(int position)
    {
        if (position >= _body.Length) return Token.Describe(TokenKind.EndOfFile);
        var code = IsScalarAt(position, out var units) && units == 2 ? char.ConvertToUtf32(_body, position) : _body[position];
        if (code is < 0x20 or > 0x7E) return "U+" + code.ToString("X4", CultureInfo.InvariantCulture);
        return code == '"' ? "'\"'" : $"\"{(char)code}\"";
    }

    /// <summary>The unit at an index; NUL beyond the end.</summary>
    public char At(int position) => position < _body.Length ? _body[position] : '\0';

    private static Token One(TokenKind kind, int position) => new(kind, position, position + 1);

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private SyntaxException Fail(int position, string what) => SyntaxException.At(source, position, what);

    private int SkipComment(int position)
    {
        while (position < _body.Length && _body[position] is not ('\n' or '\r') && IsScalarAt(position, out var units)) position += units;
        return position;
    }

    private Token ReadName(int start)
    {
        var end = start + 1;
        while (end < _body.Length && (IsNameStart(_body[end]) || char.IsAsciiDigit(_body[end]))) end++;
        return new Token(TokenKind.Name, start, end, _body[start..end]);
    }

    private Token ReadNumber(int start)
    {
        var (position, isFloat) = (start, false);
        if (At(position) == '-') position++;
        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(position))) throw Fail(position, $"Invalid number, unexpected digit after 0: {Name(position)}.");
        }
        else
        {
            position = ReadDigits(position);
        }

        if (At(position) == '.')
        {
            isFloat = true;
            position = ReadDigits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            isFloat = true;
            position++;
            if (At(position) is '+' or '-') position++;
            position = ReadDigits(position);
        }

        if (At(position) == '.' || IsNameStart(At(position))) throw Fail(position, $"Invalid number, expected digit but got: {Name(position)}.");
        return new Token(isFloat ? TokenKind.Float : TokenKind.Int, start, position, _body[start..position]);
    }

    private int ReadDigits(int position)
    {
        if (!char.IsAsciiDigit(At(position))) throw Fail(position, $"Invalid number, expected digit but got: {Name(position)}.");
        while (char.IsAsciiDigit(At(position))) position++;
        return position;
    }
}
