using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Panel;

namespace Tracker.Cli.Output;

/// <summary>Ranked movers of a month that is not over, and how sure they are.</summary>
internal static class EarlyMoverOutput
{
    private static readonly IReadOnlyList<Column<EarlyMover>> Columns =
    [
        new("rank", mover => mover.Rank),
        new("day", mover => mover.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), InTable: false),
        new("sector", mover => mover.Sector),
        new("metric", mover => mover.Metric),
        new("z", mover => mover.Z, "+0.00;-0.00"),
        new("p", mover => mover.P, InTable: false),
        new("q", mover => mover.Q, "0.0000"),
        new("watchP", mover => mover.WatchP, "0.000"),
        new("significant", mover => mover.Significant),
        new("actual", mover => mover.Actual),
        new("forecast", mover => mover.Forecast),
        new("percentChange", mover => mover.PercentChange, "+0.0;-0.0"),
        new("projected", mover => mover.Projected),
        new("lo80", mover => mover.Band80?.Lo),
        new("hi80", mover => mover.Band80?.Hi),
        new("widthPercent", mover => mover.WidthPercent, "0.0"),
        new("lo95", mover => mover.Band95?.Lo, InTable: false),
        new("hi95", mover => mover.Band95?.Hi, InTable: false),
        new("monthForecast", mover => mover.MonthForecast, InTable: false),
        new("dayOfMonth", mover => mover.Day.Day, InTable: false),
        new("daysOfMonth", mover => mover.Days, InTable: false),
        new("pastMonths", mover => mover.PastMonths, InTable: false),
        new("daysIndex", mover => mover.OutsideBand?.DaysIndex, InTable: false),
        new("depthIndex", mover => mover.OutsideBand?.DepthIndex, InTable: false),
    ];

    public static void Print(OutputFormat format, IReadOnlyList<EarlyMover> movers, IReadOnlyList<NotApplicable> absent, int top)
    {
        EarlyMover[] shown = format == OutputFormat.Table ? [.. movers.Take(top)] : [.. movers];
        Result.Print(format, Columns, shown, Headline(movers, absent, shown.Length));
    }

    private static string Headline(IReadOnlyList<EarlyMover> movers, IReadOnlyList<NotApplicable> absent, int shown)
    {
        var significant = movers.Count(mover => mover.Significant);
        var (day, days) = (movers[0].Day, movers[0].Days);
        var found = significant == 0 ? $"nothing is significant so far, of {movers.Count} series" : $"{significant} of {movers.Count} series are off by more than chance explains";
        var missing = string.Join("; ", absent.GroupBy(one => one.Reason).Select(reason =>
            $"{string.Join(", ", reason.GroupBy(one => one.Metric).Select(metric => metric.Key))} ({reason.Key})"));
        return $"{Month.Of(day)} to day {day.Day} of {days}: {found} (q ≤ {EarlySignal.FalseDiscoveryRate})."
            + (missing.Length > 0 ? $"\nAbsent: {missing}" : "")
            + $"\nThe first {shown}:";
    }
}
