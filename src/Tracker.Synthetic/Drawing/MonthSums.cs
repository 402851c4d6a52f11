using Tracker.Core.Panel;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Drawing;

/// <summary>One month at mart level: the sums of every sector, and who did anything at all.</summary>
internal sealed record MonthSums(Measures[] BySector, bool[] Acted)
{
    public static MonthSums Draw(PanelModel model, int month, CancellationToken cancellation)
    {
        var sums = new MonthSums(new Measures[PanelModel.SectorCount], new bool[model.Population.Count]);
        var drawn = new List<DrawnEvent>();
        var cells = new List<ConsumerCell>();
        for (var consumer = 0; consumer < sums.Acted.Length; consumer++)
        {
            cancellation.ThrowIfCancellationRequested();
            ConsumerMonth.Draw(model, month, consumer, drawn);
            sums.Acted[consumer] = drawn.Count > 0;
            cells.Clear();
            Cells.Add(consumer, drawn, cells);
            foreach (var cell in cells)
                sums.BySector[cell.Sector] = cell.AddTo(sums.BySector[cell.Sector]);
        }

        return sums;
    }
}
