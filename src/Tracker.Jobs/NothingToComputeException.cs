namespace Tracker.Jobs;

/// <summary>What was asked for is not in the data. The message is one line for people.</summary>
public sealed class NothingToComputeException : Exception
{
    public NothingToComputeException(string message)
        : base(message)
    {
    }

    public NothingToComputeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NothingToComputeException()
    {
    }
}
