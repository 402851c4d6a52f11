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
        new("lo95", mover => mover.Lo95, InTable: false),
        new("hi95", mover => mover.Hi95, InTable: false),
        new("own", mover => mover.Own, InTable: false),
        new("common", mover => mover.Common, InTable: false),
        new("model", mover => mover.Model, InTable: false),
        new("scale", mover => mover.Scale, InTable: false),
        new("provisional", mover => mover.Provisional, InTable: false),
        new("completeness", mover => mover.Completeness, InTable: false),
    ];

    public static void Print(OutputFormat format, PublishedMovers published, int top)
    {
        var shown = format == OutputFormat.Table ? [.. published.Movers.Take(top)] : published.Movers;
        Result.Print(format, Columns, shown, Headline(published, shown.Count));
    }

    private static string Headline(PublishedMovers published, int shown)
    {
        var significant = published.Movers.Count(mover => mover.Significant);
        var found = significant == 0
            ? $"nothing is significant: no series of {published.Movers.Count} moved by more than chance explains"
            : $"{significant} of {published.Movers.Count} series moved by more than chance explains";
        var provisional = published.Run.Provisional == true ? $"\n{published.Run.Month} is provisional, its loads look incomplete: {published.Run.Completeness}" : "";
        return $"{published.Run.Month}: {found} (q ≤ {ScoringOptions.Default.FalseDiscoveryRate}). The first {shown}:{provisional}";
    }
}
