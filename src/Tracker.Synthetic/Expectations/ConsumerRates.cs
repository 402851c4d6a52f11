using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Expectations;

/// <summary>What one consumer is expected to do in one sector and month, without the noise of demand.</summary>
/// <param name="Visits">Mean visits, with or without a purchase, before second baskets.</param>
/// <param name="Conversion">Chance of such a visit to end in a purchase.</param>
/// <param name="Ticket">Mean amount of a purchase, in units of the currency.</param>
/// <param name="SecondBasket">Chance of a purchase to be followed by a second.</param>
internal readonly record struct ConsumerRates(double Visits, double Conversion, double Ticket, double SecondBasket)
{
    /// <summary>Mean purchases before second baskets; buyers are those with one of these.</summary>
    public double Purchases => Visits * Conversion;

    /// <summary>The rates with the plant, which is null where nothing changes this consumer.</summary>
    public static ConsumerRates Of(PanelModel model, int month, int consumer, int sector, Plant? plant)
    {
        var level = model.Expected[month];
        var odds = model.Habits.Odds(consumer)[sector] * level.Odds[sector];
        var ticket = model.Habits.Tickets(consumer)[sector] * level.Ticket[sector] * (plant?.TicketFactor ?? 1);
        return new(model.Habits.Visits(consumer)[sector] * level.Visits[sector], odds / (1 + odds), ticket, plant?.SecondBasket ?? 0);
    }
}
