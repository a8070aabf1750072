using System.Text;
using OrleansStore.Api.Csv;

namespace OrleansStore.Api.Tests.Imports;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n1,2", "1:a|b 2:1|2")]
    [InlineData("\uFEFFa,b\r1,2\r", "1:a|b 2:1|2")]
    [InlineData("a\n\"x\r\ny\"\n\"\"\"q\"\"\"\n,\n", "1:a 2-3:x\r\ny 4:\"q\" 5:|")]
    [InlineData("a\n\n\nb\n", "1:a 2: 3: 4:b")]
    [InlineData("\"a,b\",c\n", "1:a,b|c")]
    [InlineData("a\nx\"y\nz\n", "1:a 2!x\"y 3:z")]
    [InlineData("", "")]
    public async Task Rows_are_read_with_the_lines_they_stand_in(string text, string rows) => (await ReadAsync(text)).ShouldBe(rows);

    [Fact]
    public async Task Rows_are_the_same_however_the_bytes_come()
    {
        const string text = "sku,name\n\"Größe ☕\",\"a \"\"b\"\"\r\nc\"\n,\n";
        foreach (var size in new[] { 1, 2, 3, 7 }) (await ReadAsync(text, size)).ShouldBe("1:sku|name 2-3:Größe ☕|a \"b\"\r\nc 4:|");
    }

    [Fact]
    public async Task A_row_that_does_not_end_is_given_up_and_told_where_it_begins()
    {
        foreach (var endless in new[] { "\"" + new string('x', 40_000), new string(',', 40_000), string.Concat(Enumerable.Repeat("\"a\nb\",", 8_000)) })
            (await Should.ThrowAsync<CsvRowTooLongException>(() => ReadAsync("a\nb\n" + endless))).Line.ShouldBe(3);
        (await ReadAsync("a\n" + new string('x', 8_000))).Length.ShouldBe("1:a 2:".Length + 8_000);
    }

    [Fact]
    public async Task What_is_not_utf8_is_not_guessed_at() =>
        await Should.ThrowAsync<DecoderFallbackException>(async () =>
        {
            using var rows = new CsvRows(new MemoryStream([0x61, 0xFF, 0x0A]), 16_384);
            await rows.ReadAsync();
        });

    [Theory]
    [InlineData("Lamp", "Lamp")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-", "'-")]
    [InlineData("@me", "'@me")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'=1", "''=1")]
    [InlineData("''@", "'''@")]
    [InlineData("'tis", "'tis")]
    [InlineData("'", "'")]
    [InlineData("", "")]
    public void A_cell_is_never_a_formula_and_comes_back_as_it_was(string text, string cell)
    {
        CsvCells.Guard(text).ShouldBe(cell);
        CsvCells.Unguard(cell).ShouldBe(text);
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a|b", new[] { "a", "b" })]
    [InlineData(@"a\|b|c\\", new[] { "a|b", @"c\" })]
    [InlineData("'=x|y", new[] { "=x", "y" })]
    public void Tags_come_back_as_they_were(string cell, string[] tags)
    {
        CsvCells.Join(tags).ShouldBe(cell);
        CsvCells.Split(cell).ShouldBe(tags);
    }

    [Fact]
    public void Tags_that_people_type_are_taken_kindly() => CsvCells.Split(@" a | |b\c|").ShouldBe(["a", @"b\c"]);

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        string[] cells = ["plain", "with, comma", "with \"quotes\"", "two\r\nlines", " spaces ", "", "Größe"];
        var lines = new StringBuilder();
        CsvCells.AppendLine(lines, cells);
        CsvCells.AppendLine(lines, "next");
        using var rows = new CsvRows(new MemoryStream(Encoding.UTF8.GetBytes(lines.ToString())), 16_384);
        (await rows.ReadAsync()).ShouldNotBeNull().Cells.ShouldBe(cells);
        (await rows.ReadAsync()).ShouldNotBeNull().Cells.ShouldBe(["next"]);
        (await rows.ReadAsync()).ShouldBeNull();
    }

    private static async Task<string> ReadAsync(string text, int atOnce = int.MaxValue)
    {
        using var rows = new CsvRows(new Trickle(Encoding.UTF8.GetBytes(text), atOnce), 16_384);
        var told = new List<string>();
        while (await rows.ReadAsync() is { } row)
        {
            var lines = row.Line == row.LastLine ? $"{row.Line}" : $"{row.Line}-{row.LastLine}";
            told.Add($"{lines}{(row.IsMalformed ? '!' : ':')}{string.Join('|', row.Cells)}");
        }

        return string.Join(' ', told);
    }

    /// <summary>Gives a few bytes at a time, as a network does.</summary>
    private sealed class Trickle(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, atOnce)], cancellationToken);
    }
}
