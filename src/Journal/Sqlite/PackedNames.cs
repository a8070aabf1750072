namespace OrleansStore.Journal.Sqlite;

/// <summary>
/// The stored form of names such as <c>order-0198…</c> and <c>customer:0198…</c>: a BLOB of one byte, the number of the
/// interned rest of the name, and the guid's 16 bytes. Any other name is TEXT.
/// </summary>
/// <remarks>The rest of a name is interned as a pattern, <c>order-{N}</c> or <c>customer:{D}</c>; once 255 are taken, names with new ones are TEXT.</remarks>
internal sealed class PackedNames(InternedNames patterns)
{
    private const int PatternLimit = byte.MaxValue;
    private const int PlaceholderLength = 3;
    private const int PackedLength = 1 + GuidEnding.Bytes;

    /// <summary>Binds a name; a new pattern is interned only by the writer.</summary>
    public void Bind(SqliteStatement statement, int parameter, string name, bool intern)
    {
        Span<byte> packed = stackalloc byte[PackedLength];
        var form = GuidEnding.Parse(name, packed[1..], out var prefixLength);
        if (form == '\0')
        {
            statement.BindText(parameter, name);
            return;
        }

        Span<char> pattern = stackalloc char[prefixLength + PlaceholderLength];
        name.AsSpan(0, prefixLength).CopyTo(pattern);
        "{N}".CopyTo(pattern[prefixLength..]);
        pattern[prefixLength + 1] = form;
        var id = intern ? patterns.Intern(pattern, PatternLimit) : patterns.Find(pattern);
        packed[0] = (byte)id;
        if (id == 0) statement.BindText(parameter, name);
        else statement.Bind(parameter, packed);
    }

    /// <summary>The name in a column.</summary>
    /// <exception cref="SqliteFailure">The column refers to a pattern that is not there: the store is damaged.</exception>
    public string Read(SqliteStatement row, int column)
    {
        if (!row.IsBlob(column)) return row.Text(column);
        var packed = row.Blob(column);
        var pattern = packed.Length == PackedLength ? patterns.Find(packed[0]) : null;
        if (pattern is null) throw SqliteFailure.Damaged("a packed name has no pattern");
        return GuidEnding.Restore(pattern.AsSpan(0, pattern.Length - PlaceholderLength), pattern[^2], packed[1..]);
    }
}
