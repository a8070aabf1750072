using System.Buffers;
using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>A statement that PostgreSQL prepares by itself once it is used often.</summary>
internal sealed class PostgresStatement(PostgresConnection connection, string sql, int[] numbers) : RowStatement
{
    private readonly NpgsqlParameter[] _parameters = new NpgsqlParameter[numbers.Length];
    private readonly Queue<object[]> _rows = [];
    private NpgsqlDataReader? _reader;
    private object[]? _row;
    private bool _reading;

    public override RowStatement Bind(int parameter, long value) => Bind(parameter, NpgsqlDbType.Bigint, value);

    public override RowStatement Bind(int parameter, double value) => Bind(parameter, NpgsqlDbType.Double, value);

    public override RowStatement Bind(int parameter, Guid id) => Bind(parameter, NpgsqlDbType.Bytea, id.ToByteArray(bigEndian: true));

    public override RowStatement Bind(int parameter, ReadOnlySpan<byte> blob) => Bind(parameter, NpgsqlDbType.Bytea, blob.ToArray());

    // PostgreSQL's texts cannot hold U+0000; what nobody can see is shown as what nobody can read.
    public override RowStatement BindText(int parameter, string? text) =>
        Bind(parameter, NpgsqlDbType.Text, text is null ? DBNull.Value : text.Replace('\0', '\uFFFD'));

    public override RowStatement BindNull(int parameter) => Bind(parameter, NpgsqlDbType.Bytea, DBNull.Value);

    public override bool Step()
    {
        if (!_reading) Start();
        if (_reader is not null)
        {
            if (PostgresConnection.Try(_reader.Read))
            {
                _row = Values(_reader);
                return true;
            }
        }
        else if (_rows.TryDequeue(out _row))
        {
            return true;
        }

        Reset();
        return false;
    }

    public override void Run() => connection.Leave(Command(), null);

    public override void RunOne(string otherwise) => connection.Leave(Command(), otherwise);

    public override void Reset()
    {
        _rows.Clear();
        _row = null;
        _reading = false;
        _reader?.Dispose();
        _reader = null;
    }

    public override bool IsNull(int column) => _row![column] is DBNull;

    public override long Int64(int column) => _row![column] switch
    {
        long value => value,
        DBNull => 0,
        bool value => value ? 1 : 0,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    public override double Double(int column) => _row![column] switch
    {
        double value => value,
        DBNull => 0,
        var other => Convert.ToDouble(other, CultureInfo.InvariantCulture),
    };

    public override ReadOnlySpan<byte> Blob(int column) => _row![column] switch
    {
        byte[] value => value,
        DBNull => default,
        var other => Encoding.UTF8.GetBytes((string)other),
    };

    public override string Text(int column) => _row![column] is string text ? text : "";

    public override void WriteRow(IBufferWriter<byte> writer)
    {
        foreach (var value in _row!)
        {
            var (kind, bytes) = value switch
            {
                DBNull => ((byte)0, []),
                byte[] blob => ((byte)1, blob),
                string text => ((byte)2, Encoding.UTF8.GetBytes(text)),
                var number => ((byte)3, Encoding.UTF8.GetBytes(Convert.ToString(number, CultureInfo.InvariantCulture)!)),
            };
            writer.Write([kind]);
            writer.Write(BitConverter.GetBytes(bytes.Length));
            writer.Write(bytes);
        }
    }

    protected override RowStatement BindNoNumber(int parameter) => Bind(parameter, NpgsqlDbType.Bigint, DBNull.Value);

    private PostgresStatement Bind(int parameter, NpgsqlDbType type, object value)
    {
        _parameters[Array.IndexOf(numbers, parameter)] = new NpgsqlParameter { NpgsqlDbType = type, Value = value };
        return this;
    }

    private void Start()
    {
        using var command = new NpgsqlCommand(sql);
        command.Parameters.AddRange(Bound());
        var reader = connection.Read(command);
        if (connection.Streams)
        {
            (_reader, _reading) = (reader, true);
            return;
        }

        try
        {
            using (reader)
            {
                while (PostgresConnection.Try(reader.Read)) _rows.Enqueue(Values(reader));
            }
        }
        catch
        {
            // Half of the rows are no answer to whoever asks next.
            _rows.Clear();
            throw;
        }

        _reading = true;
    }

    private NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(Bound());
        return command;
    }

    // A parameter belongs to one command, and the statement is bound again before that is carried out.
    private NpgsqlParameter[] Bound() => Array.ConvertAll(_parameters, p => p?.Collection is null ? p ?? Nothing() : p.Clone());

    private static NpgsqlParameter Nothing() => new() { NpgsqlDbType = NpgsqlDbType.Unknown, Value = DBNull.Value };

    private static object[] Values(NpgsqlDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }
}
