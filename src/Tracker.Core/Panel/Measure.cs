namespace Tracker.Core.Panel;

/// <summary>An additive quantity of a sector and month: what metrics are made of.</summary>
public enum Measure
{
    /// <summary>Purchases less refunds, in units of the currency.</summary>
    Spend,

    /// <summary>Purchase events.</summary>
    Purchases,

    /// <summary>Visit and purchase events.</summary>
    Visits,

    /// <summary>Consumers with a purchase.</summary>
    Buyers,

    /// <summary>The panel size: consumers with any event, in any sector, in the month or the two before.</summary>
    ActiveConsumers,
}
