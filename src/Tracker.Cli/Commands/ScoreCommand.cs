using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Cli.Commands;

/// <summary>Scores what came in a table against forecasts from before; no database.</summary>
internal static class ScoreCommand
{
    public static Verb Create()
    {
        var input = PlainInput.Option();
        var month = MonthOption.Create("--month", "What to score (of a table of days, all days of the month); the last period where nothing is said");
        var verb = new Verb(
            "score",
            "Ranks the series of a table by how far they are from their forecast; no database",
            "score --input sales.csv",
            "score --input sales.csv --month 2020-04 --format json")
        {
            input, month,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var table = await PlainInput.ReadAsync(arguments.GetRequiredValue(input), cancellation);
            var (first, last) = arguments.GetValue(month) is { } given ? Range(table, given) : (table.Last, table.Last);
            var options = ScoringOptions.Default with { Forecast = table.Options };
            var scores = await LongWork.RunAsync("score", progress => Task.Run(() => Score(table, first, last, options, progress, cancellation)));
            if (scores.Count == 0)
                Note.Write($"no series has a value in {first}{(first == last ? "" : $" to {last}")} and one before");
            Result.Print(verb.Format(arguments), Columns(table.First), scores);
        });
    }

    private static IReadOnlyList<Column<PlainScore>> Columns(Period first) =>
    [
        new("series", score => score.Series),
        new("period", score => first + score.Period),
        new("actual", score => score.Actual),
        new("forecast", score => score.Forecast),
        new("lo80", score => score.Band80.Lo),
        new("hi80", score => score.Band80.Hi),
        new("cii", score => score.Cii, "0.00"),
        new("p", score => score.P, "0.0000"),
        new("q", score => score.Q, "0.0000"),
        new("rank", score => score.Rank),
    ];

    private static (Period First, Period Last) Range(PlainInput table, Month month)
    {
        var kind = table.First.Kind;
        var (first, last) = (Period.Of(kind, month.FirstDay), Period.Of(kind, month.LastDay));
        return last.Number < table.First.Number || first.Number > table.Last.Number
            ? throw new InputException($"--month {month}: the table has {table.First} to {table.Last}")
            : (first, last);
    }

    private static List<PlainScore> Score(
        PlainInput table, Period first, Period last, ScoringOptions options, IProgress<Progressed> progress, CancellationToken cancellation)
    {
        var scores = new List<PlainScore>();
        for (var period = first.Number; period <= last.Number; period++)
        {
            var number = period - table.First.Number;
            scores.AddRange(PlainTable.Score(table.Series, number, number, options, cancellation));
            progress.Report(new((double)(period - first.Number + 1) / (last.Number - first.Number + 1)));
        }

        return scores;
    }
}
