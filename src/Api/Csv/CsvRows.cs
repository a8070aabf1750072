using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace OrleansStore.Api.Csv;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line it begins in, from 1; a row may span several.</param>
/// <param name="LastLine">The line it ends in.</param>
/// <param name="IsMalformed">A quote stands where none can.</param>
internal readonly record struct CsvRow(long Line, long LastLine, string[] Cells, bool IsMalformed)
{
    /// <summary>Nothing stands in it.</summary>
    public bool IsBlank => Cells is [] or [""];
}

/// <summary>Reads a CSV file (RFC 4180) row by row; never more of it is in memory than one row and a buffer.</summary>
/// <remarks>Commas, quotes doubled within quotes, any line ends, UTF-8 with or without a byte order mark.</remarks>
internal sealed class CsvRows : IDisposable
{
    private readonly CountingReader _reader;
    private readonly CsvParser _parser;
    private bool _malformed;
    private long _line;

    /// <param name="rowCharacters">A longer row is refused.</param>
    public CsvRows(Stream file, int rowCharacters)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        _reader = new CountingReader(new StreamReader(file, strict, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024), rowCharacters);
        _parser = new CsvParser(_reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = ",",
            IgnoreBlankLines = false,
            BadDataFound = _ => _malformed = true,
        });
    }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="CsvRowTooLongException">The row is too long; the file cannot be read on.</exception>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    public async Task<CsvRow?> ReadAsync()
    {
        _reader.BeginRow();
        var line = _line + 1;
        try
        {
            if (!await _parser.ReadAsync()) return null;
        }
        catch (RowLimitException)
        {
            throw new CsvRowTooLongException(line);
        }

        _malformed = false;
        var cells = _parser.Record!;
        _line = _parser.RawRow;
        return new CsvRow(line, _line, cells, _malformed);
    }

    public void Dispose()
    {
        _parser.Dispose();
        _reader.Dispose();
    }

    /// <summary>Counts what is read for one row: the parser's own limit is for a cell and not for many of them.</summary>
    private sealed class CountingReader(StreamReader file, int rowCharacters) : TextReader
    {
        private int _read;

        public void BeginRow() => _read = 0;

        public override async Task<int> ReadAsync(char[] buffer, int index, int count) => Count(await file.ReadAsync(buffer.AsMemory(index, count)));

        public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            Count(await file.ReadAsync(buffer, cancellationToken));

        // The body of a request cannot be read without waiting.
        public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing) => file.Dispose();

        private int Count(int read) => (_read += read) <= rowCharacters ? read : throw new RowLimitException();
    }

    private sealed class RowLimitException : Exception;
}

/// <summary>A row with more characters than a row has.</summary>
internal sealed class CsvRowTooLongException(long line) : Exception($"The row of line {line} is too long.")
{
    /// <summary>Where it begins.</summary>
    public long Line => line;
}
