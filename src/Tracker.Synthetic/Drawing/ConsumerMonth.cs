using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;
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
        if (!model.Population.IsPresent(consumer, month))
            return;
        var level = model.Levels[month];
        var calendarMonth = PanelModel.Number(level.Month);
        var random = new RandomStream(model.Options.Seed, Purpose.Cells, calendarMonth, consumer);
        var extra = new RandomStream(model.Options.Seed, Purpose.Plant, calendarMonth, consumer);
        var visits = model.Habits.Visits(consumer);
        var planted = model.Planted[month];

        // One Poisson process walks through the sectors, each a stretch as long as its mean: the counts are independent Poisson numbers.
        var gap = random.Exponential();
        for (var sector = 0; sector < visits.Length; sector++)
        {
            var rest = visits[sector] * level.Visits[sector];
            if (gap >= rest)
            {
                gap -= rest;
                continue;
            }

            var odds = model.Habits.Odds(consumer)[sector] * level.Odds[sector];
            var ticket = model.Habits.Tickets(consumer)[sector] * level.Ticket[sector];
            var refunds = Seeds.Sectors[sector].Refunds;
            var plant = planted?.For(consumer, sector);
            for (; gap < rest; gap = random.Exponential())
            {
                rest -= gap;
                if (random.Uniform() * (1 + odds) >= odds)
                {
                    events.Add(new(sector, EventKind.Visit, 0));
                    continue;
                }

                Buy(sector, ticket, plant, refunds, ref random, events);
                if (plant is not null && extra.Uniform() < plant.SecondBasket)
                    Buy(sector, ticket, plant, refunds, ref extra, events);
            }

            gap -= rest;
        }
    }

    private static void Buy(int sector, double ticket, Plant? plant, double refunds, ref RandomStream random, List<DrawnEvent> events)
    {
        var amount = ticket * (plant?.TicketFactor ?? 1) * TicketNoise.Draw(ref random);
        var cents = Math.Max(1, (long)Math.Round(CentsPerUnit * amount));
        events.Add(new(sector, EventKind.Purchase, cents));
        if (random.Uniform() < refunds)
            events.Add(new(sector, EventKind.Refund, cents));
    }
}
