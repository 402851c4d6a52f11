using System.Globalization;
using Tracker.Core.Movers;
using Tracker.Storage.Results;

namespace Tracker.Cli.Output;

/// <summary>Ranked movers: all of them for programs, the first for people, with a sentence that says how many are more than chance.</summary>
internal static class MoverOutput
{
    public const int UsualTop = 20;

    private static readonly IReadOnlyList<Column<PublishedMover>> Columns =
    [
        new("rank", mover => mover.Rank),
        new("month", mover => mover.Month, InTable: false),
        new("sector", mover => mover.Sector),
        new("metric", mover => mover.Metric),
        new("cii", mover => mover.Cii, "+0.00;-0.00"),
        new("p", mover => mover.P, InTable: false),
        new("q", mover => mover.Q, "0.0000"),
        new("significant", mover => mover.Significant),
        new("actual", mover => mover.Actual),
        new("forecast", mover => mover.Forecast),
        new("lo80", mover => mover.Lo80),
        new("hi80", mover => mover.Hi80),
        new("impact", mover => mover.Impact),
        new("percentChange", mover => mover.PercentChange, "+0.0;-0.0"),
        new("shareOfPanel", mover => mover.ShareOfPanel, "0.00"),
        new("lo95", mover => mover.Lo95, InTable: false),
        new("hi95", mover => mover.Hi95, InTable: false),
        new("own", mover => mover.Own, InTable: false),
        new("common", mover => mover.Common, InTable: false),
        new("model", mover => mover.Model, InTable: false),
        new("scale", mover => mover.Scale, InTable: false),
        new("provisional", mover => mover.Provisional, InTable: false),
        new("completeness", mover => mover.Completeness, InTable: false),
        new("money", mover => mover.Money, InTable: false),
        new("members", mover => mover.Members, InTable: false),
        new("treated", mover => mover.Treated, InTable: false),
        new("calendar", mover => mover.Calendar, InTable: false),
        new("daysIndex", mover => mover.DaysIndex, InTable: false),
        new("depthIndex", mover => mover.DepthIndex, InTable: false),
        new("explanation", mover => mover.Explanation, InTable: false),
    ];

    private static readonly IReadOnlyList<Column<PublishedMover>> InWords = [new("rank", mover => mover.Rank), new("explanation", mover => mover.Explanation)];

    /// <param name="format">Which format.</param>
    /// <param name="published">The movers of a run.</param>
    /// <param name="top">Rows of a table.</param>
    /// <param name="explain">A sentence in place of each row of a table.</param>
    /// <param name="leastShare">Movers whose money is less than this per cent of what the panel spent, or not known, are left out.</param>
    public static void Print(OutputFormat format, PublishedMovers published, int top, bool explain = false, double leastShare = 0)
    {
        PublishedMover[] material = [.. published.Movers.Where(mover => leastShare == 0 || mover.ShareOfPanel >= leastShare)];
        PublishedMover[] shown = format == OutputFormat.Table ? [.. material.Take(top)] : material;
        var left = leastShare == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{published.Movers.Count - material.Length} are worth less than {leastShare}% of what the panel spent. ");
        Result.Print(format, explain && format == OutputFormat.Table ? InWords : Columns, shown, Headline(published, left, shown.Length));
    }

    private static string Headline(PublishedMovers published, string left, int shown)
    {
        var significant = published.Movers.Count(mover => mover.Significant);
        var found = significant == 0
            ? $"nothing is significant: no series of {published.Movers.Count} moved by more than chance explains"
            : $"{significant} of {published.Movers.Count} series moved by more than chance explains";
        var provisional = published.Run.Provisional == true ? $"\n{published.Run.Month} is provisional, its loads look incomplete: {published.Run.Completeness}" : "";
        return $"{published.Run.Month}: {found} (q ≤ {ScoringOptions.Default.FalseDiscoveryRate}). {left}The first {shown}:{provisional}";
    }
}
