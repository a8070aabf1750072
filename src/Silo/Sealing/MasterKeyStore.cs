using System.Text;
using OrleansStore.Journal;
using OrleansStore.Journal.Postgres;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Sealing;

/// <summary>Finds the master keys: those that are configured, and the one that a store makes for itself where none is.</summary>
/// <remarks>
/// A key of the store's own lies beside what it locks, in the data folder or in the database: it keeps what is erased
/// unreadable, but who has everything has it too. A configured one lies elsewhere.
/// </remarks>
internal sealed class MasterKeyStore(StoreOptions options, IDurableRows rows, ISecretSource secrets)
{
    /// <summary>The table of the row, in PostgreSQL.</summary>
    internal const string Table = "masterKey";

    private const string Key = "own";

    private readonly Lock _gate = new();
    private MasterKeys? _opened;

    private string Path => System.IO.Path.Combine(options.DataPath, "keys", "personal-data.key");

    /// <summary>The master keys.</summary>
    /// <exception cref="JournalUnavailableException">The store's own cannot be read, or not be made, now.</exception>
    public MasterKeys Open()
    {
        // Two that made one at the same time would each go on with its own.
        lock (_gate) return _opened ??= Read();
    }

    private MasterKeys Read()
    {
        var configured = options.PersonalData;
        var others = configured.OtherMasterKeys.Select(key => new SealingKey(key.AsSpan()));
        if (configured.MasterKey is not { } present) return new MasterKeys(new SealingKey(MakeOwn()), others);
        var own = ReadOwn() is { } kept ? [new SealingKey(kept)] : Array.Empty<SealingKey>();
        return new MasterKeys(new SealingKey(present.AsSpan()), [.. others, .. own]);
    }

    private byte[]? ReadOwn()
    {
        try
        {
            return options.Journal switch
            {
                JournalKind.Memory => null,
                JournalKind.Sqlite => File.Exists(Path) ? Convert.FromBase64String(File.ReadAllText(Path)) : null,
                _ => rows.ReadRowAsync(Table, Key).AsTask().GetAwaiter().GetResult() is { } row ? Convert.FromBase64String(Encoding.UTF8.GetString(row.Span)) : null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, $"The store's own master key cannot be read: {e.Message}", e);
        }
    }

    private byte[] MakeOwn()
    {
        if (ReadOwn() is { } kept) return kept;
        var made = new byte[SealingKey.Size];
        secrets.Fill(made);
        switch (options.Journal)
        {
            case JournalKind.Memory:
                return made;
            case JournalKind.Sqlite:
                Keep(made);
                return made;
            default:
                PostgresTurns.Take(options.Database.Store, "master-key", () =>
                {
                    if (ReadOwn() is { } others) made = others;
                    else rows.UpsertRowAsync(Table, Key, Encoding.UTF8.GetBytes(Convert.ToBase64String(made))).AsTask().GetAwaiter().GetResult();
                });
                return made;
        }
    }

    /// <summary>On the disk before it is used: what is sealed with a key that is lost is lost.</summary>
    private void Keep(byte[] made)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            var half = Path + ".new";
            var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(half, how))
            {
                file.Write(Encoding.UTF8.GetBytes(Convert.ToBase64String(made)));
                file.Flush(flushToDisk: true);
            }

            File.Move(half, Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, $"The store's own master key cannot be kept: {e.Message}", e);
        }
    }
}
