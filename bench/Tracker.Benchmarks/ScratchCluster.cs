using Tracker.Storage.Embedded;

namespace Tracker.Benchmarks;

/// <summary>A folder that is deleted at the end, and a private PostgreSQL in it that every <c>tracker</c> started meanwhile uses.</summary>
internal sealed class ScratchCluster : IAsyncDisposable
{
    private readonly EmbeddedCluster cluster;

    public ScratchCluster()
    {
        Folder = Directory.CreateTempSubdirectory("tracker-bench-").FullName;
        Environment.SetEnvironmentVariable("TRACKER_HOME", Path.Combine(Folder, "home"));
        File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        cluster = new(ClusterHome.Default());
    }

    public string Folder { get; }

    /// <summary>Returns the connection string.</summary>
    public Task<string> StartAsync() => cluster.StartAsync(null, CancellationToken.None);

    /// <summary>Runs the <c>tracker</c> that was built beside the benchmarks.</summary>
    public static Task<MeasuredProcess> TrackerAsync(params string[] arguments) =>
        MeasuredProcess.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "tracker.dll"), .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAsync(CancellationToken.None);
        Directory.Delete(Folder, recursive: true);
    }
}
