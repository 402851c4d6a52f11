namespace Tracker.Synthetic.Scenarios;

/// <summary>What a plant changes for the consumers of its segment. The names of the files are these in small letters.</summary>
public enum PlantKind
{
    /// <summary>A purchase is followed by a second one, and tickets are larger: spend per buyer moves, buyers do not.</summary>
    Rate,

    /// <summary>Some consumers of the segment (or of all others) stay away, whatever they would have done: the make-up of the buyers moves, no segment's rates do.</summary>
    Mix,

    /// <summary>Every ticket times a factor.</summary>
    Ticket,

    /// <summary>Consumers who would not have bought buy once; with fewer buyers some stay away.</summary>
    Buyers,

    /// <summary>Visits, with all that follows from them, times a factor.</summary>
    Demand,

    /// <summary>The odds of a visit to end in a purchase times a factor.</summary>
    Conversion,

    /// <summary>Days without events.</summary>
    Outage,

    /// <summary>Consumers with a value that no one had before join the panel, and stay.</summary>
    New,

    /// <summary>All consumers of the segment leave the panel.</summary>
    Gone,
}
