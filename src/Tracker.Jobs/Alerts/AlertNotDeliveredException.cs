namespace Tracker.Jobs.Alerts;

/// <summary>A target was not told. The message is one line for people: what was expected and what came.</summary>
public sealed class AlertNotDeliveredException : Exception
{
    public AlertNotDeliveredException(string message)
        : base(message)
    {
    }

    public AlertNotDeliveredException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public AlertNotDeliveredException()
    {
    }
}
