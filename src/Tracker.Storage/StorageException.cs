namespace Tracker.Storage;

/// <summary>The database could not be opened, started or written. The message is one line for people: what was expected and what came.</summary>
public sealed class StorageException : Exception
{
    public StorageException(string message)
        : base(message)
    {
    }

    public StorageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StorageException()
    {
    }
}
