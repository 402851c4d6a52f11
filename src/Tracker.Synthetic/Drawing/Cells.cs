namespace Tracker.Synthetic.Drawing;

/// <summary>Sums the events of a consumer's month by sector.</summary>
internal static class Cells
{
    /// <summary>Adds the cells of a consumer, whose events come sector by sector, to the end of <paramref name="cells"/>.</summary>
    public static void Add(int consumer, List<DrawnEvent> events, List<ConsumerCell> cells)
    {
        for (var i = 0; i < events.Count;)
        {
            var sector = events[i].Sector;
            var (visits, purchases, gross, refunds) = (0, 0, 0L, 0L);
            for (; i < events.Count && events[i].Sector == sector; i++)
            {
                var (_, kind, cents, _) = events[i];
                visits += kind == EventKind.Refund ? 0 : 1;
                purchases += kind == EventKind.Purchase ? 1 : 0;
                gross += kind == EventKind.Purchase ? cents : 0;
                refunds += kind == EventKind.Refund ? cents : 0;
            }

            cells.Add(new(consumer, sector, visits, purchases, gross, refunds));
        }
    }
}
