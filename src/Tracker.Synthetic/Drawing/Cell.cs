using Tracker.Core.Panel;

namespace Tracker.Synthetic.Drawing;

/// <summary>What one consumer did in one sector and month: a cell of the consumer × sector × month mart.</summary>
internal readonly record struct Cell(int Sector, int Visits, int Purchases, long GrossCents, long RefundCents)
{
    /// <summary>Replaces <paramref name="cells"/> by the cells of a consumer's month, whose events come sector by sector.</summary>
    public static void Of(List<DrawnEvent> events, List<Cell> cells)
    {
        cells.Clear();
        for (var i = 0; i < events.Count;)
        {
            var cell = new Cell(events[i].Sector, 0, 0, 0, 0);
            for (; i < events.Count && events[i].Sector == cell.Sector; i++)
                cell = cell.With(events[i]);
            cells.Add(cell);
        }
    }

    public Measures AddTo(Measures sums) => new(
        sums.GrossCents + GrossCents,
        sums.RefundCents + RefundCents,
        sums.Purchases + Purchases,
        sums.Visits + Visits,
        sums.Buyers + (Purchases > 0 ? 1 : 0));

    private Cell With(DrawnEvent drawn) => drawn.Kind switch
    {
        EventKind.Visit => this with { Visits = Visits + 1 },
        EventKind.Purchase => this with { Visits = Visits + 1, Purchases = Purchases + 1, GrossCents = GrossCents + drawn.Cents },
        _ => this with { RefundCents = RefundCents + drawn.Cents },
    };
}
