namespace Tracker.Synthetic.Scenarios;

/// <summary>How the consumers of a segment differ from the others in every month: what a change of mix moves the metrics by.</summary>
public sealed record HabitFactors
{
    private readonly double visits = 1, odds = 1, ticket = 1;

    public double Visits
    {
        get => visits;
        init => visits = Positive(value, "visits");
    }

    /// <summary>Of a visit to end in a purchase.</summary>
    public double Odds
    {
        get => odds;
        init => odds = Positive(value, "odds");
    }

    public double Ticket
    {
        get => ticket;
        init => ticket = Positive(value, "ticket");
    }

    private static double Positive(double value, string what) =>
        value is > 0 and <= 100 ? value : throw new ArgumentException($"{what} {value}: expected a factor above 0, at most 100");
}
