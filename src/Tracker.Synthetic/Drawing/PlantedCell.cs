using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Drawing;

/// <summary>
/// What a plant makes of a cell: the events that there would have been come in, those that there are go out. Chance is the plant's own stream, so
/// nothing else of the panel moves.
/// </summary>
internal readonly ref struct PlantedCell
{
    private readonly List<DrawnEvent> events;
    private readonly Change change;
    private readonly int sector;
    private readonly double visits, odds, ticket, refunds;

    /// <param name="events">The cell is at their end from <see cref="Apply"/>'s start on.</param>
    /// <param name="change">What is different.</param>
    /// <param name="sector">Position of the sector.</param>
    /// <param name="visits">Mean visits before the change.</param>
    /// <param name="odds">Odds of a purchase before the change.</param>
    /// <param name="ticket">Mean ticket before the change.</param>
    /// <param name="refunds">Share of the purchases that are given back.</param>
    public PlantedCell(List<DrawnEvent> events, Change change, int sector, double visits, double odds, double ticket, double refunds) =>
        (this.events, this.change, this.sector, this.visits, this.odds, this.ticket, this.refunds) =
        (events, change, sector, visits, odds, ticket, refunds);

    public void Apply(int start, ref RandomStream random)
    {
        var end = events.Count;
        if (change.Participation == 1 || random.Uniform() < change.Participation)
        {
            Keep(start, end, ref random);
            for (var more = change.Visits > 1 ? Poisson.Draw((change.Visits - 1) * visits, ref random) : 0; more > 0; more--)
            {
                if (random.Uniform() * (1 + odds * change.Odds) < odds * change.Odds)
                    BuyWithSecond(ref random);
                else
                    events.Add(new(sector, EventKind.Visit, 0));
            }

            if (change.NewBuyers > 0 && !HasPurchase(end) && random.Uniform() < change.NewBuyers)
                Buy(ref random);
        }

        events.RemoveRange(start, end - start);
    }

    /// <summary>Takes over what was there, visit by visit with what follows from it.</summary>
    private void Keep(int start, int end, ref RandomStream random)
    {
        var (before, after) = (odds / (1 + odds), odds * change.Odds / (1 + odds * change.Odds));
        for (var i = start; i < end; i++)
        {
            var drawn = events[i];
            var refunded = i + 1 < end && events[i + 1].Kind == EventKind.Refund;
            i += refunded ? 1 : 0;
            if (change.Visits < 1 && random.Uniform() >= change.Visits)
                continue;
            if (drawn.Kind == EventKind.Visit)
            {
                if (after > before && random.Uniform() < (after - before) / (1 - before))
                    BuyWithSecond(ref random);
                else
                    events.Add(drawn);
            }
            else if (after < before && random.Uniform() >= after / before)
            {
                events.Add(new(sector, EventKind.Visit, 0));
            }
            else
            {
                var cents = Math.Max(1, (long)Math.Round(drawn.Cents * change.Ticket));
                events.Add(drawn with { Cents = cents });
                if (refunded)
                    events.Add(new(sector, EventKind.Refund, cents));
                Second(ref random);
            }
        }
    }

    private void BuyWithSecond(ref RandomStream random)
    {
        Buy(ref random);
        Second(ref random);
    }

    private void Second(ref RandomStream random)
    {
        if (change.SecondBasket > 0 && random.Uniform() < change.SecondBasket)
            Buy(ref random);
    }

    private void Buy(ref RandomStream random) => ConsumerMonth.Buy(sector, ticket * change.Ticket, refunds, ref random, events, isAdded: true);

    private bool HasPurchase(int from)
    {
        for (var i = from; i < events.Count; i++)
        {
            if (events[i].Kind == EventKind.Purchase)
                return true;
        }

        return false;
    }
}
