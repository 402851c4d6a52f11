using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Expectations;

/// <summary>The chance of each consumer to be active: to have an event, in any sector, in the month or the two before.</summary>
internal static class ActiveChance
{
    /// <summary>Months that count, with the month itself.</summary>
    public const int Window = 3;

    /// <summary>For each consumer, without the noise of demand.</summary>
    /// <param name="model">The panel.</param>
    /// <param name="month">Position in the span.</param>
    /// <param name="planted">False for the twin in which nothing is planted.</param>
    public static double[] Of(PanelModel model, int month, bool planted)
    {
        var quiet = new double[model.Population.Count];
        Array.Fill(quiet, 1);
        for (var m = Math.Max(0, month - Window + 1); m <= month; m++)
        {
            for (var consumer = 0; consumer < quiet.Length; consumer++)
            {
                if (model.Population.IsPresent(consumer, m, planted))
                    quiet[consumer] *= Quiet(model, m, consumer, planted);
            }
        }

        return [.. quiet.Select(chance => 1 - chance)];
    }

    /// <summary>The chance to do nothing in a month.</summary>
    private static double Quiet(PanelModel model, int month, int consumer, bool planted)
    {
        var visits = model.Habits.Visits(consumer);
        var levels = model.Expected[month].Visits;
        var plants = planted ? model.Planted[month] : null;
        var (events, changed) = (0.0, 1.0);
        for (var sector = 0; sector < visits.Length; sector++)
        {
            var mean = visits[sector] * levels[sector];
            if (plants?.For(consumer, sector) is { } change)
                changed *= change.Quiet(mean);
            else
                events += mean;
        }

        return changed * Math.Exp(-events);
    }
}
