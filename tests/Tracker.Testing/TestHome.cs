using System.Globalization;
using System.Security.Cryptography;
using Tracker.Storage.Embedded;

namespace Tracker.Testing;

/// <summary>
/// A TRACKER_HOME of its own, stopped and deleted at the end. Its name holds the process id of the tests, so that the next run clears
/// away what tests left that were killed.
/// </summary>
public sealed class TestHome : IAsyncDisposable
{
    private const string Prefix = "tracker-tests-";

    private TestHome(string path)
    {
        Path = path;
        Cluster = new(new ClusterHome(path));
    }

    public string Path { get; }

    public EmbeddedCluster Cluster { get; }

    /// <param name="settings">Lines for the server's settings; the default trades safety against a power cut for speed.</param>
    public static TestHome Create(string settings = "fsync = off\nshared_buffers = 128MB\nmax_wal_size = 1GB\n")
    {
        ClearAway();
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        var home = new TestHome(System.IO.Path.Combine(System.IO.Path.GetTempPath(), name));
        Directory.CreateDirectory(home.Cluster.Home.Folder);
        File.SetUnixFileMode(home.Path, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(home.Cluster.Home.Folder, (UnixFileMode)0b111_000_000);
        File.WriteAllText(home.Cluster.Home.OwnSettings, settings);
        return home;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAsync(CancellationToken.None);
        Directory.Delete(Path, recursive: true);
    }

    private static void ClearAway()
    {
        foreach (var left in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var id = System.IO.Path.GetFileName(left)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _) || Directory.Exists($"/proc/{id}"))
                continue;
            try
            {
                new EmbeddedCluster(new ClusterHome(left)).StopAsync(CancellationToken.None).GetAwaiter().GetResult();
                Directory.Delete(left, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or Storage.StorageException)
            {
                // Another test process clears it away at the same time, or it belongs to another user.
            }
        }
    }
}
