using OrleansStore.GraphQL.Execution;

namespace OrleansStore.GraphQL.Language;

/// <summary>Reads documents in the GraphQL language (specification of October 2021, descriptions of operations besides).</summary>
public sealed partial class Parser
{
    private readonly Source _source;
    private readonly Lexer _lexer;
    private readonly ParserLimits _limits;
    private Token _token = new(TokenKind.StartOfFile, 0, 0);
    private int _lastEnd;
    private int _tokens;
    private int _nesting;

    private Parser(string text, ParserLimits? limits)
    {
        _source = new Source(text);
        _lexer = new Lexer(_source);
        _limits = limits ?? ParserLimits.None;
    }

    /// <summary>Reads a document. Throws <see cref="SyntaxException"/>.</summary>
    public static DocumentNode Parse(string text, ParserLimits? limits = null)
    {
        var parser = new Parser(text, limits);
        var definitions = parser.Many(TokenKind.StartOfFile, parser.Definition, TokenKind.EndOfFile);
        return new DocumentNode { Source = parser._source, Start = 0, End = text.Length, Definitions = definitions, TokenCount = parser._tokens };
    }

    /// <summary>Reads a value without variables. Throws <see cref="SyntaxException"/>.</summary>
    public static ValueNode ParseValue(string text) => Whole(text, parser => parser.Value(isConstant: true));

    /// <summary>Reads a reference to a type. Throws <see cref="SyntaxException"/>.</summary>
    public static TypeNode ParseType(string text) => Whole(text, parser => parser.Type());

    private static T Whole<T>(string text, Func<Parser, T> read)
    {
        var parser = new Parser(text, null);
        parser.Expect(TokenKind.StartOfFile);
        var node = read(parser);
        parser.Expect(TokenKind.EndOfFile);
        return node;
    }

    private void Advance()
    {
        _lastEnd = _token.End;
        _token = _lexer.ReadAfter(_token.End);
        if (_token.Kind == TokenKind.EndOfFile) return;
        if (++_tokens > _limits.Tokens)
            throw SyntaxException.OverLimit(_source, _token.Start, $"The document has more than {_limits.Tokens} tokens.", ErrorCodes.TooManyTokens);
    }

    private Token Lookahead() => _lexer.ReadAfter(_token.End);

    private bool Peek(TokenKind kind) => _token.Kind == kind;

    private Token Expect(TokenKind kind)
    {
        var token = _token;
        if (token.Kind != kind) throw Fail(token, $"Expected {Token.Describe(kind)}, found {token}.");
        if (kind != TokenKind.EndOfFile) Advance();
        return token;
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind) return false;
        if (kind != TokenKind.EndOfFile) Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword)) throw Fail(_token, $"Expected \"{keyword}\", found {_token}.");
    }

    private bool SkipKeyword(string keyword)
    {
        if (_token.Kind != TokenKind.Name || _token.Value != keyword) return false;
        Advance();
        return true;
    }

    private SyntaxException Unexpected(Token? token = null) => Fail(token ?? _token, $"Unexpected {token ?? _token}.");

    private SyntaxException Fail(Token token, string what) => SyntaxException.At(_source, token.Start, what);

    /// <summary>Says where a node is: from there to the end of the token that was read last.</summary>
    private T At<T>(int start, T node) where T : Node
    {
        (node.Source, node.Start, node.End) = (_source, start, _lastEnd);
        return node;
    }

    /// <summary>Guards the stack: documents nest as deep as their author likes.</summary>
    private T Nested<T>(Func<T> read)
    {
        if (++_nesting > _limits.Nesting)
            throw SyntaxException.OverLimit(_source, _token.Start, $"The document nests deeper than {_limits.Nesting} levels.", ErrorCodes.TooDeep);
        var node = read();
        _nesting--;
        return node;
    }

    private List<T> Many<T>(TokenKind open, Func<T> read, TokenKind close)
    {
        Expect(open);
        List<T> nodes = [];
        do nodes.Add(read());
        while (!Skip(close));
        return nodes;
    }

    private IReadOnlyList<T> OptionalMany<T>(TokenKind open, Func<T> read, TokenKind close) => Peek(open) ? Many(open, read, close) : [];

    private List<T> Any<T>(TokenKind open, Func<T> read, TokenKind close)
    {
        Expect(open);
        List<T> nodes = [];
        while (!Skip(close)) nodes.Add(read());
        return nodes;
    }

    private List<T> Delimited<T>(TokenKind delimiter, Func<T> read)
    {
        Skip(delimiter);
        List<T> nodes = [];
        do nodes.Add(read());
        while (Skip(delimiter));
        return nodes;
    }
}

/// <summary>What a document may need of the parser.</summary>
/// <param name="Tokens">Tokens at most.</param>
/// <param name="Nesting">Levels of selections, lists and objects in each other at most; the default spares any stack.</param>
public sealed record ParserLimits(int Tokens = int.MaxValue, int Nesting = 200)
{
    /// <summary>Any number of tokens.</summary>
    public static ParserLimits None { get; } = new();
}
