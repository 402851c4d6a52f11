namespace Tracker.Storage.Embedded;

/// <summary>
/// An exclusive lock on a file between processes: an open file without sharing is an flock in .NET on Unix. The system drops it with the
/// process, however that ends, and children do not inherit it.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the lock is free. Disposing the result gives it back; the file stays.</summary>
    public static async Task<IDisposable> TakeAsync(string path, Action? whenItWaits, CancellationToken cancellationToken)
    {
        for (var waited = false; ; waited = true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new StorageException($"{path}: expected a file that this user may write", error);
            }
            catch (DirectoryNotFoundException error)
            {
                throw new StorageException($"{path}: the folder is gone", error);
            }
            catch (IOException)
            {
                if (!waited)
                    whenItWaits?.Invoke();
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
