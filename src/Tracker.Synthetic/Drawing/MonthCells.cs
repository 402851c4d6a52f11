using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Drawing;

/// <summary>A stretch of consumers in one month: their cells, and who did anything at all.</summary>
internal sealed record MonthCells(List<ConsumerCell> Cells, bool[] Acted)
{
    /// <param name="model">The panel.</param>
    /// <param name="month">Position in the span.</param>
    /// <param name="from">The first consumer.</param>
    /// <param name="to">The consumer after the last.</param>
    /// <param name="sectors">Whether cells of a sector are kept; null keeps none, only who acted.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static MonthCells Draw(PanelModel model, int month, int from, int to, bool[]? sectors, CancellationToken cancellation)
    {
        var drawn = new List<DrawnEvent>();
        var cells = new List<ConsumerCell>();
        var acted = new bool[to - from];
        for (var consumer = from; consumer < to; consumer++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (sectors is null)
            {
                acted[consumer - from] = ConsumerMonth.Acts(model, month, consumer, drawn);
                continue;
            }

            ConsumerMonth.Draw(model, month, consumer, drawn);
            acted[consumer - from] = drawn.Count > 0;
            drawn.RemoveAll(one => !sectors[one.Sector]);
            Drawing.Cells.Add(consumer, drawn, cells);
        }

        return new(cells, acted);
    }
}
