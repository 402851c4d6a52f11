using System.Runtime.InteropServices;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Drawing;

/// <summary>Expands what consumers do in a month into rows: when, where, how many and which product.</summary>
internal static class MonthRows
{
    private const int MostUnits = 99;

    /// <summary>All rows of a month by time; at the same second in the order of the consumers.</summary>
    public static (EventRow[] Rows, int[] Order) Draw(PanelModel model, int month, CancellationToken cancellation)
    {
        var rows = new List<EventRow>();
        var drawn = new List<DrawnEvent>();
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            cancellation.ThrowIfCancellationRequested();
            ConsumerMonth.Draw(model, month, consumer, drawn);
            Expand(model, month, consumer, CollectionsMarshal.AsSpan(drawn), rows);
        }

        var array = rows.ToArray();
        return (array, ByTime(array));
    }

    private static void Expand(PanelModel model, int month, int consumer, ReadOnlySpan<DrawnEvent> drawn, List<EventRow> rows)
    {
        if (drawn.IsEmpty)
            return;
        var level = model.Levels[month];
        var random = new RandomStream(model.Options.Seed, Purpose.Details, level.Month - default(Core.Panel.Month), consumer);
        var bought = default(EventRow);
        foreach (var (sector, kind, cents) in drawn)
        {
            var (days, catalogue) = (level.Days[sector], Catalogue.All[sector]);
            if (kind == EventKind.Refund)
            {
                var later = bought.Second + 1 + random.Below(Math.Max(1, days.SecondsInMonth - bought.Second - 1));
                rows.Add(bought with { Kind = kind, Second = Math.Min(later, days.SecondsInMonth - 1) });
                continue;
            }

            var second = days.Draw(ref random);
            var merchant = catalogue.DrawMerchant(ref random);
            if (kind == EventKind.Visit)
            {
                rows.Add(new(second, consumer, (byte)sector, kind, 0, merchant, 0, 0));
                continue;
            }

            var units = Math.Min(MostUnits, 1 + Poisson.Draw(Seeds.Sectors[sector].ExtraUnits, ref random));
            bought = new(second, consumer, (byte)sector, kind, (byte)units, merchant, catalogue.DrawProduct(ref random), cents);
            rows.Add(bought);
        }
    }

    private static int[] ByTime(EventRow[] rows)
    {
        var keys = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            keys[i] = ((long)rows[i].Second << 32) | (uint)i;
        Array.Sort(keys);
        var order = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            order[i] = (int)keys[i];
        return order;
    }
}
