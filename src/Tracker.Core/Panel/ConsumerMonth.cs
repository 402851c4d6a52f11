namespace Tracker.Core.Panel;

/// <summary>One sector in one month, consumer by consumer.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="Weights">By consumer: the people that the consumer stands for; 0 for who is not active.</param>
/// <param name="Cells">By consumer, as many as weights.</param>
public sealed record ConsumerMonth(Month Month, double[] Weights, ConsumerCell[] Cells)
{
    /// <summary>Whether the consumer is in the panel in the month.</summary>
    public bool IsActive(int consumer) => Weights[consumer] > 0;
}
