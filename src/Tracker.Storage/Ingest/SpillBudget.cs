using Microsoft.Win32.SafeHandles;

namespace Tracker.Storage.Ingest;

/// <summary>How much a load may keep in memory; what comes after goes to files that have no name, so that a kill leaves nothing behind.</summary>
internal sealed class SpillBudget(long bytes, string folder)
{
    private long used;

    public bool TryTake(long wanted) => Interlocked.Read(ref used) < bytes && Interlocked.Add(ref used, wanted) <= bytes;

    /// <exception cref="IngestException">The folder for temporary files cannot be written.</exception>
    public SafeFileHandle OpenFile()
    {
        var path = Path.Combine(folder, $"tracker-{Environment.ProcessId}-{Guid.NewGuid():N}.spill");
        try
        {
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IngestException($"temporary files cannot be written to {folder} (set TMPDIR to another folder): {error.Message}", error);
        }
    }
}
