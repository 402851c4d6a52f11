using Tracker.Core.Panel;
using Tracker.Synthetic.Days;

namespace Tracker.Synthetic.Model;

/// <summary>The levels of a month by sector, for a consumer with average habits.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="Visits">Mean visits (with or without a purchase) of a consumer.</param>
/// <param name="Odds">Odds of a visit to end in a purchase.</param>
/// <param name="Ticket">Mean ticket, in units of the currency.</param>
/// <param name="DayWeights">How busy the days are, by sector.</param>
/// <param name="Days">When in the month the events fall.</param>
internal sealed record MonthLevels(Month Month, double[] Visits, double[] Odds, double[] Ticket, double[][] DayWeights, DayHours[] Days);
