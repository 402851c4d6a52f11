using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>The logs of days; a day without activity counts as a small share of the median day.</summary>
internal readonly record struct DailyLogs(double[] Values, double Floor)
{
    private const double FloorShare = 0.05;

    /// <summary>Null where there is nothing on half of the days or more.</summary>
    public static DailyLogs? Of(ReadOnlySpan<double> days)
    {
        var values = days.ToArray();
        var floor = FloorShare * (Median.Of(values.Where(value => !double.IsNaN(value))) ?? 0);
        return floor > 0 ? new([.. values.Select(value => double.IsNaN(value) ? double.NaN : Math.Log(Math.Max(value, floor)))], floor) : null;
    }
}
