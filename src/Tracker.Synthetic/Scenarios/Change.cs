namespace Tracker.Synthetic.Scenarios;

/// <summary>What is different for a consumer in a sector and month. <c>new()</c> changes nothing.</summary>
internal sealed record Change
{
    /// <summary>Chance to do anything at all in the sector in the month, 0 to 1; who does not would have acted as everyone.</summary>
    public double Participation { get; init; } = 1;

    /// <summary>Mean visits times this, 0 or more.</summary>
    public double Visits { get; init; } = 1;

    /// <summary>Odds of a visit to end in a purchase times this, above 0.</summary>
    public double Odds { get; init; } = 1;

    /// <summary>Chance of a consumer without a purchase to buy once, 0 to 1.</summary>
    public double NewBuyers { get; init; }

    /// <summary>Chance of a purchase to be followed by a second one in the month, 0 to 1.</summary>
    public double SecondBasket { get; init; }

    /// <summary>Every ticket times this, above 0.</summary>
    public double Ticket { get; init; } = 1;

    /// <summary>Chance of no event at all for a consumer with so many mean visits before the change.</summary>
    public double Quiet(double visits) => 1 - Participation + Participation * Math.Exp(-visits * Visits) * (1 - NewBuyers);

    /// <summary>The chance of a visit to end in a purchase, from that before the change.</summary>
    public double Converted(double conversion) => Odds == 1 ? conversion : conversion * Odds / (1 - conversion + conversion * Odds);
}
