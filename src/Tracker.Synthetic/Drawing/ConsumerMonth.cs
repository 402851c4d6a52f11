using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Drawing;

/// <summary>
/// Draws what one consumer does in one month, by sector in their order: the events without times and products. Files and marts are both made of
/// it, so they agree to the cent.
/// </summary>
internal static class ConsumerMonth
{
    private const double CentsPerUnit = 100;

    /// <summary>Replaces the contents of <paramref name="events"/>.</summary>
    public static void Draw(PanelModel model, int month, int consumer, List<DrawnEvent> events)
    {
        events.Clear();
        if (!model.IsPresent(consumer, month))
            return;
        var level = model.Levels[month];
        var number = PanelModel.Number(level.Month);
        var planted = model.Options.Planted ? model.Planted[month] : null;
        var random = new RandomStream(model.Options.Seed, Purpose.Cells, number, consumer);
        var extra = planted is null ? default : new RandomStream(model.Options.Seed, Purpose.Plant, number, consumer);
        var visits = model.Habits.Visits(consumer);

        // One Poisson process walks through the sectors, each a stretch as long as its mean: the counts are independent Poisson numbers.
        var gap = random.Exponential();
        for (var sector = 0; sector < visits.Length; sector++)
        {
            var mean = visits[sector] * level.Visits[sector];
            var change = planted?.For(consumer, sector);
            if (gap >= mean && change is null)
            {
                gap -= mean;
                continue;
            }

            var odds = model.Habits.Odds(consumer)[sector] * level.Odds[sector];
            var ticket = model.Habits.Tickets(consumer)[sector] * level.Ticket[sector];
            var refunds = Seeds.Sectors[sector].Refunds;
            var (start, rest) = (events.Count, mean);
            for (; gap < rest; gap = random.Exponential())
            {
                rest -= gap;
                if (random.Uniform() * (1 + odds) >= odds)
                    events.Add(new(sector, EventKind.Visit, 0));
                else
                    Buy(sector, ticket, refunds, ref random, events);
            }

            gap -= rest;
            if (change is not null)
                new PlantedCell(events, change, sector, mean, odds, ticket, refunds).Apply(start, ref extra);
        }
    }

    /// <summary>Whether the consumer does anything: what <see cref="Draw"/> would have, at a tenth of the time in a month without plants.</summary>
    public static bool Acts(PanelModel model, int month, int consumer, List<DrawnEvent> room)
    {
        if (model.Options.Planted && model.Planted[month] is not null)
        {
            Draw(model, month, consumer, room);
            return room.Count > 0;
        }

        if (!model.IsPresent(consumer, month))
            return false;
        var level = model.Levels[month];
        var random = new RandomStream(model.Options.Seed, Purpose.Cells, PanelModel.Number(level.Month), consumer);
        var gap = random.Exponential();
        var visits = model.Habits.Visits(consumer);
        for (var sector = 0; sector < visits.Length; sector++)
        {
            var mean = visits[sector] * level.Visits[sector];
            if (gap < mean)
                return true;
            gap -= mean;
        }

        return false;
    }

    public static void Buy(int sector, double ticket, double refunds, ref RandomStream random, List<DrawnEvent> events, bool isAdded = false)
    {
        var cents = Math.Max(1, (long)Math.Round(CentsPerUnit * ticket * TicketNoise.Draw(ref random)));
        events.Add(new(sector, EventKind.Purchase, cents, isAdded));
        if (random.Uniform() < refunds)
            events.Add(new(sector, EventKind.Refund, cents));
    }
}
