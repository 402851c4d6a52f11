namespace Tracker.Storage.Work;

/// <summary>Another worker has claimed the item since, or it has ended: nothing is written.</summary>
public sealed class LeaseLostException : Exception
{
    public LeaseLostException(string message)
        : base(message)
    {
    }

    public LeaseLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public LeaseLostException()
    {
    }
}
