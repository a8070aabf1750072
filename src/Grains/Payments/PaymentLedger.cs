using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Grains.Payments;

/// <summary>What the simulated gateway did, one entry a change.</summary>
/// <param name="Key">Order id and attempt.</param>
public sealed record LedgerEntry(
    DateTimeOffset At, string Key, string PaymentId, PaymentState State, Guid OrderId, Money Amount, string? Reason);

/// <summary>Where the simulated gateway keeps its ledger.</summary>
public interface IPaymentLedger
{
    /// <summary>Everything so far, oldest first.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It cannot be read.</exception>
    IReadOnlyList<LedgerEntry> Read();

    /// <summary>One more, all of it or nothing.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It cannot be written.</exception>
    void Append(LedgerEntry entry);
}

/// <summary>A ledger that lasts as long as the object.</summary>
public sealed class MemoryPaymentLedger : IPaymentLedger
{
    private readonly List<LedgerEntry> _entries = [];

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> Read() => [.. _entries];

    /// <inheritdoc/>
    public void Append(LedgerEntry entry) => _entries.Add(entry);
}

/// <summary>A ledger of JSON lines in a file. It survives a killed process; it makes no promise about power loss.</summary>
/// <remarks>The file is opened when it is first needed: a store whose folder cannot be written serves reads all the same.</remarks>
public sealed class FilePaymentLedger : IPaymentLedger, IDisposable
{
    private readonly Func<FileStream> _open;
    private FileStream? _file;

    /// <summary>The ledger in the file, which is made when there is none. A last line cut off by a crash is dropped.</summary>
    public FilePaymentLedger(string path)
        : this(() => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0))
    {
    }

    internal FilePaymentLedger(Func<FileStream> open) => _open = open;

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> Read() => Guarded(file =>
    {
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        var entries = new List<LedgerEntry>();
        while (reader.ReadLine() is { } line)
            entries.Add(JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerEntry)!);
        file.Seek(0, SeekOrigin.End);
        return entries;
    });

    /// <inheritdoc/>
    public void Append(LedgerEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, LedgerJson.Default.LedgerEntry);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        Guarded(file =>
        {
            var end = file.Length;
            try
            {
                file.Write(line);
            }
            catch (IOException)
            {
                // A full disk may have taken a part of the line; the next one must not be glued to it.
                file.SetLength(end);
                throw;
            }

            return end;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private T Guarded<T>(Func<FileStream, T> use)
    {
        try
        {
            return use(_file ??= Open());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PaymentOutcomeUnknownException("The simulated gateway's ledger cannot be read or written.", e);
        }
    }

    private FileStream Open()
    {
        var file = _open();
        try
        {
            DropCutOffLine(file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void DropCutOffLine(FileStream file)
    {
        var end = file.Length;
        while (end > 0)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n') break;
            end--;
        }

        file.SetLength(end);
        file.Position = end;
    }
}

/// <summary>How ledger lines are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
