namespace Tracker.Synthetic.Tests;

/// <summary>A folder that goes with the test. It does not exist until something is written.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private static int count;

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"tracker-synthetic-{Environment.ProcessId}-{Interlocked.Increment(ref count)}");

    /// <summary>The bytes of all files by their path in the folder.</summary>
    public SortedDictionary<string, byte[]> Files() => new(
        Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .ToDictionary(file => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'), File.ReadAllBytes),
        StringComparer.Ordinal);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
