using System.Text;

namespace Tracker.Storage.Embedded;

/// <summary>The private folder of the server's socket: the cluster folder itself, or one under /tmp where its path does not do.</summary>
internal static class SocketFolder
{
    /// <summary>A socket's path ends at 107 bytes; the name that PostgreSQL gives it takes some of them.</summary>
    private const int LongestPath = 107;

    private const string SocketName = "/.s.PGSQL.5432";

    public static async Task<string> ChooseAsync(ClusterHome home, ServerUser user, CancellationToken cancellationToken)
    {
        if (IsUsable(home.Folder))
            return home.Folder;
        // mktemp gives a new folder that is the user's alone (mode 0700): nobody can have made it before.
        var made = await user.RunAsync("mktemp", ["-d", "/tmp/tracker.XXXXXXXXXX"], "/", cancellationToken);
        return made.Succeeded
            ? made.Output.Trim()
            : throw new StorageException($"no folder for the server's socket: {home.Folder} is too long a path and {made.LastWords}");
    }

    /// <summary>Takes the folder under /tmp away again; one that is not empty stays.</summary>
    public static async Task RemoveAsync(string folder, ClusterHome home, ServerUser user, CancellationToken cancellationToken)
    {
        if (folder.Length > 0 && folder != home.Folder)
            _ = await user.RunAsync("rmdir", [folder], "/", cancellationToken);
    }

    /// <summary>Short enough, and without the characters that part hosts in a connection string.</summary>
    internal static bool IsUsable(string folder) =>
        Encoding.UTF8.GetByteCount(folder) + SocketName.Length <= LongestPath
        && folder.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-');
}
