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

    /// <summary>Whether a server was killed and its file is still there.</summary>
    public static bool WasKilled(string dataFolder) => File.Exists(FileIn(dataFolder)) && Find(dataFolder) is null;

    /// <summary>
    /// Takes away the lock files of a killed server whose process id now belongs to a program of another kind, or to a dead process that
    /// nobody has buried yet: the server would take either for a server and refuse to start.
    /// </summary>
    public static void ForgetKilled(string dataFolder, string socketFolder)
    {
        foreach (var file in Directory.GetFiles(socketFolder, ".s.PGSQL.*.lock").Append(FileIn(dataFolder)))
        {
            if (ProcessIn(file) is { } id && Directory.Exists($"/proc/{id}") && !IsServer(id, dataFolder))
                File.Delete(file);
        }
    }

    private static string FileIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    private static Postmaster? Read(string dataFolder)
    {
        var lines = Lines(FileIn(dataFolder));
        return Number(lines, 0) is { } id ? new(id, Number(lines, PortLine) ?? 0, lines.ElementAtOrDefault(SocketLine) ?? "") : null;
    }

    private static int? ProcessIn(string lockFile) => Number(Lines(lockFile), 0);

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int? Number(string[] lines, int line) =>
        int.TryParse(lines.ElementAtOrDefault(line), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

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
