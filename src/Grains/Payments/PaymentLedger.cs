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
    IReadOnlyList<LedgerEntry> Read();

    /// <summary>One more.</summary>
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
public sealed class FilePaymentLedger : IPaymentLedger, IDisposable
{
    private readonly FileStream _file;

    /// <summary>Opens or creates the file. A last line cut off by a crash is dropped.</summary>
    public FilePaymentLedger(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        DropCutOffLine();
    }

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        var entries = new List<LedgerEntry>();
        while (reader.ReadLine() is { } line)
            entries.Add(JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerEntry)!);
        _file.Seek(0, SeekOrigin.End);
        return entries;
    }

    /// <inheritdoc/>
    public void Append(LedgerEntry entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, LedgerJson.Default.LedgerEntry);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        _file.Write(line);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void DropCutOffLine()
    {
        var end = _file.Length;
        while (end > 0)
        {
            _file.Position = end - 1;
            if (_file.ReadByte() == '\n') break;
            end--;
        }

        _file.SetLength(end);
    }
}

/// <summary>How ledger lines are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LedgerEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
