using System.Globalization;

namespace Tracker.Storage.Embedded;

/// <summary>The server process as its file <c>postmaster.pid</c> names it: process id, data folder, start time, port, socket folder, …</summary>
/// <param name="ProcessId">The process that all connections come from.</param>
/// <param name="Port">Part of the socket's name; 0 while the server has not written it yet.</param>
/// <param name="SocketFolder">Where the socket lies; empty while the server has not written it yet.</param>
internal sealed record Postmaster(int ProcessId, int Port, string SocketFolder)
{
    private const int PortLine = 3;
    private const int SocketLine = 4;

    /// <summary>The server that holds the data folder, or null where none runs: no file, or one left behind by a server that was killed.</summary>
    public static Postmaster? Find(string dataFolder)
    {
        var named = Read(dataFolder);
        return named is not null && IsServer(named.ProcessId, dataFolder) ? named : null;
    }

    /// <summary>
    /// Takes away the file of a killed server whose process id now belongs to a program of another kind (after a reboot, say), because the
    /// server would take that program for a server and refuse to start. Remaining processes of the old server still stop the new one:
    /// they hold the shared memory whose key comes from the data folder itself.
    /// </summary>
    public static void ForgetStale(string dataFolder)
    {
        if (Read(dataFolder) is { } named && Directory.Exists($"/proc/{named.ProcessId}") && !IsServer(named.ProcessId, dataFolder))
            File.Delete(FileIn(dataFolder));
    }

    private static string FileIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    private static Postmaster? Read(string dataFolder)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(dataFolder));
            _ = int.TryParse(lines.ElementAtOrDefault(PortLine), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
            return int.TryParse(lines.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? new(id, port, lines.ElementAtOrDefault(SocketLine) ?? "")
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsServer(int processId, string dataFolder)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
            return Path.GetFileName(words[0]) == "postgres" && words.Contains(dataFolder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // gone
        }
    }
}
