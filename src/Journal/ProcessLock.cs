using System.Globalization;

namespace OrleansStore.Journal;

/// <summary>Keeps a second process from writing to the same file; the kernel lets go of it however the process ends.</summary>
/// <remarks>The locked file cannot be read by others, so the holder's process id is in a file of its own.</remarks>
public sealed class ProcessLock : IDisposable
{
    private readonly FileStream _lock;

    private ProcessLock(FileStream held) => _lock = held;

    /// <summary>Takes it.</summary>
    /// <param name="path">The file it is about; two small ones are made beside it.</param>
    /// <param name="what">What the file is, for people.</param>
    /// <param name="remedy">What an operator can do.</param>
    /// <exception cref="JournalUnavailableException">Another process has it, or the folder cannot be written.</exception>
    public static ProcessLock Take(string path, string what, string remedy)
    {
        try
        {
            var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(path + ".pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new ProcessLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalUnavailableException(JournalFault.ReadOnly, $"'{path}.lock' cannot be written.", e);
        }
        catch (IOException e)
        {
            throw new JournalUnavailableException(
                JournalFault.Locked, $"{what} '{path}' is open in {Holder(path)}; two processes must not write to it. {remedy}", e);
        }
    }

    /// <inheritdoc/>
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
