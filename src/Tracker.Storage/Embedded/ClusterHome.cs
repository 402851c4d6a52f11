namespace Tracker.Storage.Embedded;

/// <summary>
/// Where an embedded cluster lies. Everything that the server owns is under <see cref="Folder"/>, which is closed to everyone else
/// (mode 0700); the lock beside it belongs to whoever runs Tracker.
/// </summary>
public sealed record ClusterHome
{
    private const string Variable = "TRACKER_HOME";
    private const string HomeOfRoot = "/var/lib/tracker";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode OthersMayEnter = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <param name="path">A folder; a relative one is taken from the current folder.</param>
    public ClusterHome(string path) => Path = System.IO.Path.GetFullPath(path);

    public string Path { get; }

    public string Folder => In(Path, "cluster");

    /// <summary>The data folder of the server. It appears whole, by a rename, or not at all.</summary>
    public string Data => In(Folder, "data");

    public string Log => In(Folder, "server.log");

    /// <summary>The password of the database user, readable by the owner alone.</summary>
    public string Password => In(Folder, "password");

    /// <summary>Settings of the operator, read by the server after those of Tracker; it need not exist.</summary>
    public string OwnSettings => In(Folder, "settings.conf");

    /// <summary>Held (flock) while the server is made, started or stopped.</summary>
    public string Lock => In(Path, "cluster.lock");

    /// <summary>TRACKER_HOME, or the default: ~/.local/share/tracker, as root /var/lib/tracker.</summary>
    /// <exception cref="StorageException">Neither TRACKER_HOME nor a home folder is known.</exception>
    public static ClusterHome Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return new(given);
        if (Environment.IsPrivilegedProcess)
            return new(HomeOfRoot);
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return user.Length > 0
            ? new(In(user, ".local", "share", "tracker"))
            : throw new StorageException($"{Variable}: expected a folder for the database, because this user has no home folder");
    }

    /// <summary>Makes the folders that are missing. As root the way to them is open, so that the server's user can enter.</summary>
    /// <exception cref="StorageException">The folder cannot be made or written.</exception>
    internal void Create()
    {
        try
        {
            if (!Directory.Exists(Path))
                Make(Path, Environment.IsPrivilegedProcess ? OthersMayEnter : OwnerOnly);
            if (!Directory.Exists(Folder))
                Make(Folder, OwnerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{Variable} {Path}: expected a folder that this user may write: {error.Message}", error);
        }

        static void Make(string folder, UnixFileMode mode)
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, mode); // said again, because the umask narrows what CreateDirectory is asked for
        }
    }

    private static string In(params string[] parts) => System.IO.Path.Combine(parts);
}
