using System.Runtime.InteropServices;

namespace OrleansStore.Api.Customers;

/// <summary>How much a thread gives way to others where the processor is short. The framework's own priorities do nothing on Linux.</summary>
internal static partial class Niceness
{
    private const int Process = 0;
    private const uint ThisThread = 0;

    /// <summary>Of those that Linux has, up to 19: a thread of an ordinary one gets nine times as much where both want all.</summary>
    private const int Nice = 10;

    /// <summary>Has the calling thread give way, where the system knows how; it never goes back.</summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux()) SetPriority(Process, ThisThread, Nice);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    /// <returns>Not looked at: where it may not be, the thread is as any other.</returns>
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
