using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Grains.Payments;

/// <summary>What the simulated gateway did, one entry a change.</summary>
/// <param name="Key">Order id and attempt.</param>
/// <param name="Amount">What was promised or taken; of a refund, what was given back.</param>
/// <param name="Refund">The refund's own key; null for other entries, and for refunds from before there were partial ones.</param>
public sealed record LedgerEntry(
    DateTimeOffset At, string Key, string PaymentId, PaymentState State, Guid OrderId, Money Amount, string? Reason, string? Refund = null);

/// <summary>Where the simulated gateway keeps its ledger; several processes may write to one.</summary>
public interface IPaymentLedger
{
    /// <summary>The entries of a payment, oldest first.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">They cannot be read.</exception>
    ValueTask<IReadOnlyList<LedgerEntry>> FindAsync(string key);

    /// <summary>Adds an entry, all of it or nothing, if the payment still stands as its writer saw it.</summary>
    /// <param name="seen">How many entries of the payment its writer has seen.</param>
    /// <returns>False when somebody else was faster: look again.</returns>
    /// <exception cref="PaymentOutcomeUnknownException">It cannot be written, or nobody knows whether it was.</exception>
    ValueTask<bool> TryAppendAsync(LedgerEntry entry, int seen);
}

/// <summary>A ledger that only this process writes to: it knows by heart how every payment stands.</summary>
public abstract class LocalPaymentLedger : IPaymentLedger
{
    private readonly Lock _gate = new();
    private Dictionary<string, List<LedgerEntry>>? _payments;

    /// <summary>Everything so far, oldest first.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It cannot be read.</exception>
    public abstract IReadOnlyList<LedgerEntry> Read();

    /// <summary>Adds an entry, whatever went before.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It cannot be written.</exception>
    public void Append(LedgerEntry entry)
    {
        lock (_gate)
        {
            var payments = Payments();
            Write(entry);
            Add(payments, entry);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LedgerEntry>> FindAsync(string key)
    {
        lock (_gate) return new(Payments().TryGetValue(key, out var entries) ? [.. entries] : []);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAppendAsync(LedgerEntry entry, int seen)
    {
        lock (_gate)
        {
            var known = Payments().TryGetValue(entry.Key, out var entries) ? entries.Count : 0;
            if (known != seen) return new(false);
            Append(entry);
            return new(true);
        }
    }

    /// <summary>Stores an entry, all of it or nothing.</summary>
    protected abstract void Write(LedgerEntry entry);

    private Dictionary<string, List<LedgerEntry>> Payments()
    {
        if (_payments is not null) return _payments;
        var payments = new Dictionary<string, List<LedgerEntry>>(StringComparer.Ordinal);
        foreach (var entry in Read()) Add(payments, entry);
        return _payments = payments;
    }

    private static void Add(Dictionary<string, List<LedgerEntry>> payments, LedgerEntry entry)
    {
        if (payments.TryGetValue(entry.Key, out var entries)) entries.Add(entry);
        else payments[entry.Key] = [entry];
    }
}

/// <summary>A ledger that lasts as long as the object.</summary>
public sealed class MemoryPaymentLedger : LocalPaymentLedger
{
    private readonly List<LedgerEntry> _entries = [];

    /// <inheritdoc/>
    public override IReadOnlyList<LedgerEntry> Read() => [.. _entries];

    /// <inheritdoc/>
    protected override void Write(LedgerEntry entry) => _entries.Add(entry);
}

/// <summary>A ledger of JSON lines in a file. It survives a killed process; it makes no promise about power loss.</summary>
/// <remarks>The file is opened when it is first needed: a store whose folder cannot be written serves reads all the same.</remarks>
public sealed class FilePaymentLedger : LocalPaymentLedger, IDisposable
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
    public override IReadOnlyList<LedgerEntry> Read() => Guarded(file =>
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
    protected override void Write(LedgerEntry entry)
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
