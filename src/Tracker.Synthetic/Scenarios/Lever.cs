namespace Tracker.Synthetic.Scenarios;

/// <summary>How a kind of plant turns one number, its strength (a log, 0 for nothing), into what consumers do.</summary>
internal static class Lever
{
    /// <summary>Up to here a change looks like one that happens: a segment spends 2.8 times as much.</summary>
    public static readonly double Good = Math.Log(2.8);

    /// <summary>
    /// The share of the log effect of a rate that second baskets have; the ticket has the rest. So neither comes near the effect on spend per
    /// buyer in standard deviations: a ticket is known better than the number of purchases.
    /// </summary>
    private const double BasketShare = 0.65;

    private const double MostFactor = 5;
    private const double MostAway = 20;

    /// <summary>No plant is stronger than this, in either direction; one that would have to be has a smaller effect than was asked for.</summary>
    public static double Most(PlantKind kind) => Math.Log(kind is PlantKind.Mix or PlantKind.Buyers ? MostAway : MostFactor);

    /// <summary>The change, and whether it is of the consumers outside the segment: a mix shifts to a segment when others stay away.</summary>
    public static (Change Change, bool Outside) Of(PlantKind kind, double strength)
    {
        var factor = Math.Exp(strength);
        return kind switch
        {
            PlantKind.Rate => (Rate(factor), false),
            PlantKind.Mix => (new() { Participation = Math.Exp(-Math.Abs(strength)) }, strength > 0),
            PlantKind.Ticket => (new() { Ticket = factor }, false),
            PlantKind.Buyers => (strength < 0 ? new() { Participation = factor } : new() { NewBuyers = 1 - 1 / factor }, false),
            PlantKind.Demand => (new() { Visits = factor }, false),
            PlantKind.Conversion => (new() { Odds = factor }, false),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without strength"),
        };
    }

    /// <summary>Less spend is smaller tickets alone: a purchase cannot be followed by less than none.</summary>
    private static Change Rate(double factor)
    {
        var secondBasket = Math.Clamp(Math.Pow(factor, BasketShare) - 1, 0, 1);
        return new() { SecondBasket = secondBasket, Ticket = factor / (1 + secondBasket) };
    }
}
