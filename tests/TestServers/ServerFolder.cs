using System.Globalization;

namespace OrleansStore.TestServers;

/// <summary>Folders of servers, named after the process that uses them, so that what a killed one left can be told and deleted.</summary>
internal static class ServerFolder
{
    private const string Prefix = "orleansstore-postgres-";

    /// <summary>A new folder that the server's user owns.</summary>
    public static async Task<DirectoryInfo> MakeAsync(string? parent, string owner)
    {
        parent ??= Path.GetTempPath();
        Directory.CreateDirectory(parent);
        DeleteOrphans(parent);
        var folder = Directory.CreateDirectory(Path.Combine(parent, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        if (Environment.IsPrivilegedProcess) await Launcher.RunAsync("root", "chown", owner, folder.FullName);
        return folder;
    }

    private static void DeleteOrphans(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            var process = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Directory.Exists($"/proc/{id}")) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run deletes it at the same moment, or its server still ends.
            }
        }
    }
}
