using System.Globalization;

namespace OrleansStore.Journal.Sqlite;

/// <summary>Keeps a second process from writing to the same journal; the kernel lets go of it however the process ends.</summary>
/// <remarks>The locked file cannot be read by others, so the holder's process id is in a file of its own.</remarks>
internal sealed class JournalFileLock : IDisposable
{
    private readonly FileStream _lock;

    private JournalFileLock(FileStream held) => _lock = held;

    /// <exception cref="JournalUnavailableException">Another process has the journal open.</exception>
    public static JournalFileLock Take(string path)
    {
        try
        {
            var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(path + ".pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new JournalFileLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalUnavailableException(JournalFault.ReadOnly, $"'{path}.lock' cannot be written.", e);
        }
        catch (IOException e)
        {
            throw new JournalUnavailableException(
                JournalFault.Locked, $"The journal '{path}' is open in {Holder(path)}; two processes must not write to one journal. Stop it first.", e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static string Holder(string path)
    {
        try
        {
            var pid = File.ReadAllText(path + ".pid").Trim();
            return pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? "this process already" : $"process {pid}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
