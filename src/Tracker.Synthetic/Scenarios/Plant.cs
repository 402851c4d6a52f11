using Tracker.Core.Panel;

namespace Tracker.Synthetic.Scenarios;

/// <summary>A change of how a segment buys in one sector and month. Buyers and visits without a purchase stay as they were.</summary>
/// <param name="Month">The month.</param>
/// <param name="Sector">Position of the sector.</param>
/// <param name="Metric">The metric that it is planted to move.</param>
/// <param name="Segment">Whom it changes.</param>
/// <param name="SecondBasket">Chance of a purchase to be followed by a second one in the month, 0 to 1.</param>
/// <param name="TicketFactor">Every ticket times this, above 0.</param>
internal sealed record Plant(Month Month, int Sector, Metric Metric, Segment Segment, double SecondBasket, double TicketFactor);
