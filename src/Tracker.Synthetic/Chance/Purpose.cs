namespace Tracker.Synthetic.Chance;

/// <summary>What a stream of random numbers is for. The numbers are part of the bytes of a panel: new ones go to the end.</summary>
internal enum Purpose
{
    /// <summary>Attributes of a consumer and the months in the panel.</summary>
    Consumer = 1,

    /// <summary>How often a consumer acts, over all and in each sector.</summary>
    Propensity = 2,

    /// <summary>Effects of one attribute.</summary>
    Effect = 3,

    /// <summary>Noise of one sector's demand over the months.</summary>
    Demand = 4,

    /// <summary>Counts and amounts of a consumer in a month.</summary>
    Cells = 5,

    /// <summary>Times, quantities, merchants and products of the same events.</summary>
    Details = 6,

    /// <summary>Where and what a scenario plants.</summary>
    Scenario = 7,

    /// <summary>What a plant adds to a consumer in a month; the panel without it keeps its draws.</summary>
    Plant = 8,

    /// <summary>Who is new in the panel by a scenario, and who is recruited when.</summary>
    Arrival = 9,
}
