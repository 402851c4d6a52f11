using System.Runtime.InteropServices;
using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Drawing;

/// <summary>
/// The rows of a month by time, those of the same second in the order of the consumers: what consumers do, expanded into when, where, how many
/// and which product. The room is used again for the next month.
/// </summary>
internal sealed class MonthRows
{
    private const int MostUnits = 99;

    private readonly List<EventRow> rows = [];
    private readonly List<long> byTime = []; // second in the upper half, position of the row in the lower
    private readonly List<DrawnEvent> drawn = [];

    public int Count => rows.Count;

    /// <summary>The row at a position in the order of time.</summary>
    public ref readonly EventRow this[int position] => ref CollectionsMarshal.AsSpan(rows)[(int)byTime[position]];

    /// <summary>Replaces the rows by those of a month.</summary>
    public void Draw(PanelModel model, int month, CancellationToken cancellation)
    {
        rows.Clear();
        byTime.Clear();
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            cancellation.ThrowIfCancellationRequested();
            ConsumerMonth.Draw(model, month, consumer, drawn);
            if (drawn.Count > 0)
                Expand(model, month, consumer);
        }

        for (var row = 0; row < rows.Count; row++)
            byTime.Add(((long)rows[row].Second << 32) | (uint)row);
        byTime.Sort();
    }

    private void Expand(PanelModel model, int month, int consumer)
    {
        var level = model.Levels[month];
        var random = new RandomStream(model.Options.Seed, Purpose.Details, PanelModel.Number(level.Month), consumer);
        var planted = model.Options.Planted ? model.Planted[month] : null;
        var bought = default(EventRow);
        foreach (var (sector, kind, cents, isAdded) in drawn)
        {
            var (days, catalogue) = (level.Days[sector], Catalogue.All[sector]);
            if (kind == EventKind.Refund)
            {
                rows.Add(bought with { Kind = kind, Second = days.DrawAfter(bought.Second, ref random) });
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
            var product = isAdded && planted?.GoodsOf(sector) is { } goods ? goods.Draw(ref random) : catalogue.DrawProduct(ref random);
            bought = new(second, consumer, (byte)sector, kind, (byte)units, merchant, product, cents);
            rows.Add(bought);
        }
    }
}
