namespace Tracker.Synthetic.Scenarios;

/// <summary>Months in which many join the panel. Nothing moves by it: recruits are as everyone.</summary>
public sealed record Recruitment
{
    /// <exception cref="ArgumentException">No month, or a share that is not above 0 and below 1.</exception>
    public Recruitment(IReadOnlyList<MonthPoint> months, double share)
    {
        Months = months.Count > 0 ? months : throw new ArgumentException("months: expected one or more");
        Share = share is > 0 and < 1 ? share : throw new ArgumentException($"share {share}: expected a number above 0 and below 1");
    }

    /// <summary>When recruits join, each month with the same chance.</summary>
    public IReadOnlyList<MonthPoint> Months { get; }

    /// <summary>The share of all consumers that are recruits.</summary>
    public double Share { get; }
}
