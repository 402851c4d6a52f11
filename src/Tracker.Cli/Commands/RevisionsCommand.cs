using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Cli.Commands;

/// <summary>Prints what changed in published results, and why.</summary>
internal static class RevisionsCommand
{
    private const int MostShown = 100_000;

    private sealed record Row(PublishedRevision Of, SavedRevision Series)
    {
        /// <summary>A series that one of the runs does not have changed by its whole CII.</summary>
        public double Change => (Series.NewCii ?? 0) - (Series.OldCii ?? 0);
    }

    private static readonly IReadOnlyList<Column<Row>> Columns =
    [
        new("month", row => row.Of.Run.Month),
        new("sector", row => row.Series.Sector),
        new("metric", row => row.Series.Metric),
        new("change", row => row.Change, "+0.00;-0.00;0.00"),
        new("oldCii", row => row.Series.OldCii, "+0.00;-0.00"),
        new("newCii", row => row.Series.NewCii, "+0.00;-0.00"),
        new("oldRank", row => row.Series.OldRank),
        new("newRank", row => row.Series.NewRank),
        new("oldActual", row => row.Series.OldActual),
        new("newActual", row => row.Series.NewActual),
        new("oldForecast", row => row.Series.OldForecast),
        new("newForecast", row => row.Series.NewForecast),
        new("oldDataVersion", row => row.Of.Before.DataVersion, InTable: false),
        new("newDataVersion", row => row.Of.Run.DataVersion, InTable: false),
        new("because", row => row.Of.Run.RevisedBecause, InTable: false),
    ];

    public static Verb Create()
    {
        var month = MonthOption.Create("--month", "Whose last revision; of every month that was revised where nothing is said");
        var top = WholeNumber.Option("--top", "Rows of the table (JSON and CSV have all)", "rows", 1, MostShown, MoverOutput.UsualTop);
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "revisions",
            "Prints what a new run of a published month changed, the largest change first, and why",
            "revisions",
            "revisions --month 2025-09 --format json")
        {
            month, top, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var wanted = arguments.GetValue(month);
            var revisions = await PublishedRevision.ReadAsync(opened.Source, wanted, cancellation);
            var format = verb.Format(arguments);
            Row[] rows = [.. revisions.SelectMany(revision => revision.Series.Select(series => new Row(revision, series))).OrderByDescending(row => Math.Abs(row.Change))];
            Row[] shown = format == OutputFormat.Table ? [.. rows.Take(arguments.GetValue(top))] : rows;
            Result.Print(format, Columns, shown, Headline(revisions, rows.Length, shown.Length, wanted));
        });
    }

    private static string Headline(IReadOnlyList<PublishedRevision> revisions, int all, int shown, Month? wanted)
    {
        if (revisions.Count == 0)
            return wanted is { } month ? $"no published result of {month} was revised" : "no published result was revised";
        var reasons = revisions.Select(revision => $"{revision.Run.Month}: {revision.Series.Count} series changed, because of {revision.Run.RevisedBecause}");
        return $"{string.Join('\n', reasons)}\nThe first {shown} of {all}:";
    }
}
