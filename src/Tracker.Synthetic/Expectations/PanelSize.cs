using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Expectations;

/// <summary>The expected panel size: consumers with an event in the month or the two before.</summary>
internal static class PanelSize
{
    /// <summary>Months that count, with the month itself.</summary>
    public const int Window = 3;

    public static double Expected(PanelModel model, int month)
    {
        var size = 0.0;
        for (var consumer = 0; consumer < model.Population.Count; consumer++)
        {
            var events = 0.0;
            var visits = model.Habits.Visits(consumer);
            for (var m = Math.Max(0, month - Window + 1); m <= month; m++)
            {
                if (!model.Population.IsPresent(consumer, m))
                    continue;
                for (var sector = 0; sector < visits.Length; sector++)
                    events += visits[sector] * model.Expected[m].Visits[sector];
            }

            size += 1 - Math.Exp(-events);
        }

        return size;
    }
}
