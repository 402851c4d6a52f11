using Tracker.Synthetic.Days;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Days without events: what would have happened on them is lost, everything else stays.</summary>
internal static class Outage
{
    /// <summary>The days of each month of the span.</summary>
    /// <exception cref="ArgumentException">Two outages in one month.</exception>
    public static DaySpan?[] Of(GeneratorOptions options)
    {
        var outages = new DaySpan?[options.Months];
        foreach (var plant in options.Scenario.Plants.Where(plant => plant.Kind == PlantKind.Outage))
        {
            foreach (var month in Planting.Months(plant, options))
                outages[month] = plant.Days;
        }

        return outages;
    }

    /// <summary>The share of a month's events that the days leave.</summary>
    public static double Left(double[] dayWeights, DaySpan days)
    {
        var lost = 0.0;
        for (var day = days.First; day <= days.Last; day++)
            lost += dayWeights[day - 1];
        return 1 - lost / dayWeights.Sum();
    }

    /// <summary>The levels with no event on the days. How many there are is the plant's, not theirs.</summary>
    public static MonthLevels Leave(MonthLevels level, DaySpan? days) => days is not { } outage ? level : level with
    {
        Days = [.. level.DayWeights.Select(weights => new DayHours([.. weights.Select((weight, day) => outage.Holds(day + 1) ? 0 : weight)]))],
    };
}
