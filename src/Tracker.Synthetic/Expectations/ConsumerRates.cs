using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Expectations;

/// <summary>What one consumer is expected to do in one sector and month, without the noise of demand and without any plant.</summary>
/// <param name="Visits">Mean visits, with or without a purchase.</param>
/// <param name="Conversion">Chance of a visit to end in a purchase.</param>
/// <param name="Ticket">Mean amount of a purchase less what is given back, in units of the currency.</param>
internal readonly record struct ConsumerRates(double Visits, double Conversion, double Ticket)
{
    /// <summary>Mean purchases; buyers are those with one or more.</summary>
    public double Purchases => Visits * Conversion;

    public static ConsumerRates Of(PanelModel model, int month, int consumer, int sector)
    {
        var level = model.Expected[month];
        var odds = model.Habits.Odds(consumer)[sector] * level.Odds[sector];
        var ticket = model.Habits.Tickets(consumer)[sector] * level.Ticket[sector] * (1 - Sectors.Seeds.Sectors[sector].Refunds);
        return new(model.Habits.Visits(consumer)[sector] * level.Visits[sector], odds / (1 + odds), ticket);
    }

    /// <summary>Expectations of the measures, with a change where one is; the panel size is left at 0.</summary>
    public ExpectedMeasures Under(Change? change)
    {
        if (change is null)
            return new(Purchases * Ticket, Purchases, Visits, 1 - Math.Exp(-Purchases), 0);
        var visits = Visits * change.Visits;
        var firsts = visits * change.Converted(Conversion);
        var none = Math.Exp(-firsts);
        var won = none * change.NewBuyers;
        var purchases = firsts * (1 + change.SecondBasket) + won;
        return new(
            change.Participation * purchases * Ticket * change.Ticket,
            change.Participation * purchases,
            change.Participation * (visits + firsts * change.SecondBasket + won),
            change.Participation * (1 - none + won),
            0);
    }
}
