using System.Buffers;

namespace OrleansStore.ReadModels.Storage;

/// <summary>A prepared statement, reused; parameters count from 1, columns from 0.</summary>
internal abstract class RowStatement
{
    public abstract RowStatement Bind(int parameter, long value);

    public abstract RowStatement Bind(int parameter, double value);

    /// <summary>Binds an id as 16 bytes in the order in which it is written, so that ids in time order stay so.</summary>
    public abstract RowStatement Bind(int parameter, Guid id);

    public abstract RowStatement Bind(int parameter, ReadOnlySpan<byte> blob);

    public abstract RowStatement BindText(int parameter, string? text);

    /// <summary>Binds nothing, for a column of bytes or where the statement tells the type.</summary>
    public abstract RowStatement BindNull(int parameter);

    public RowStatement Bind(int parameter, long? value) => value is { } some ? Bind(parameter, some) : BindNoNumber(parameter);

    public RowStatement Bind(int parameter, Guid? id) => id is { } some ? Bind(parameter, some) : BindNull(parameter);

    /// <returns>Whether there is a row; at the end the statement is ready for its next use.</returns>
    public abstract bool Step();

    /// <summary>Runs a statement whose rows, if any, nobody wants; it may be carried out later, but before the next read and the commit.</summary>
    public abstract void Run();

    /// <summary>As <see cref="Run"/>, and one row must be changed by it.</summary>
    /// <param name="otherwise">What is wrong when it is not.</param>
    /// <exception cref="InvalidOperationException">It was not one; thrown here or when the writes are carried out.</exception>
    public abstract void RunOne(string otherwise);

    /// <summary>Ends a read before its last row; leaves no lock behind.</summary>
    public abstract void Reset();

    public abstract bool IsNull(int column);

    /// <summary>0 for none.</summary>
    public abstract long Int64(int column);

    /// <summary>0 for none.</summary>
    public abstract double Double(int column);

    /// <summary>Empty for none; good until the next step.</summary>
    public abstract ReadOnlySpan<byte> Blob(int column);

    /// <summary>Empty for none.</summary>
    public abstract string Text(int column);

    /// <summary>Writes the row at hand in a form that two equal rows share and two others do not.</summary>
    public abstract void WriteRow(IBufferWriter<byte> writer);

    /// <summary>Binds nothing where a number could be.</summary>
    protected abstract RowStatement BindNoNumber(int parameter);

    public int Int32(int column) => checked((int)Int64(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public Guid Id(int column) => new(Blob(column), bigEndian: true);

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);
}
