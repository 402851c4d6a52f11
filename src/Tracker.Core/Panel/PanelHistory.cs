namespace Tracker.Core.Panel;

/// <summary>The months of a panel without a gap, oldest first: all that the tracking of movers reads.</summary>
public sealed record PanelHistory
{
    /// <exception cref="ArgumentException">No month, a gap between months, or a month without a sum for every sector.</exception>
    public PanelHistory(IReadOnlyList<Sector> sectors, IReadOnlyList<PanelMonth> months)
    {
        if (months.Count == 0)
            throw new ArgumentException("a panel has at least one month", nameof(months));
        for (var i = 0; i < months.Count; i++)
        {
            if (months[i].Month != months[0].Month + i)
                throw new ArgumentException($"months follow each other: expected {months[0].Month + i}, got {months[i].Month}", nameof(months));
            if (months[i].BySector.Count != sectors.Count)
                throw new ArgumentException($"{months[i].Month}: expected {sectors.Count} sectors, got {months[i].BySector.Count}", nameof(months));
        }

        Sectors = sectors;
        Months = months;
    }

    public IReadOnlyList<Sector> Sectors { get; }

    public IReadOnlyList<PanelMonth> Months { get; }

    public Month First => Months[0].Month;

    public Month Last => Months[^1].Month;
}
