using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Cli.Commands;

/// <summary>Prints the ranked movers of a month that was computed.</summary>
internal static class MoversCommand
{
    private const string Series = "series";
    private const string Sector = "sector";
    private const string Metric = "metric";
    private const int MostShown = 100_000;

    public static Verb Create()
    {
        var month = MonthOption.Create("--month", "Whose movers; the last month computed where nothing is said");
        var toDate = DayOption.Create("--month-to-date", "The month of this day as it looks on it, from the days to it; nothing is saved");
        var top = WholeNumber.Option("--top", "Rows of the table (JSON and CSV have all)", "rows", 1, MostShown, MoverOutput.UsualTop);
        var by = Choice.Option("--by", "One row a series, a sector over all of its metrics, or a metric over all sectors", Series, [Series, Sector, Metric]);
        var least = PerCent.Option("--min-impact", "Leaves out movers worth less than this per cent of what the panel spent; ranks and q stay", 0, 100);
        var explain = new Option<bool>("--explain") { Description = "Prints a sentence for each mover in place of a row of numbers (JSON and CSV have it as a field)" };
        var database = DatabaseOption.Create();
        var verb = new Verb("movers", "Prints the ranked movers of a month", "movers", "movers --month 2025-10 --format csv", "movers --by sector", "movers --month-to-date 2025-10-14")
        {
            month, toDate, by, top, least, explain, database,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(toDate) is not null && Array.Find<Option>([month, by, least, explain], option => result.GetResult(option) is { Implicit: false }) is { } other)
                result.AddError($"{other.Name} and --month-to-date: expected one of them");
            if (result.GetResult(by) is { Implicit: false } && Array.Find<Option>([top, least, explain], option => result.GetResult(option) is { Implicit: false }) is { } ofMovers)
                result.AddError($"{ofMovers.Name} and --by: expected one of them");
        });
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var format = verb.Format(arguments);
            if (arguments.GetValue(toDate) is { } day)
            {
                var (early, absent) = await ScoreMonthToDate.RunAsync(opened, day, Notes.Instance, cancellation);
                EarlyMoverOutput.Print(format, early, absent, arguments.GetValue(top));
                return;
            }

            var wanted = arguments.GetValue(month);
            switch (arguments.GetValue(by))
            {
                case Sector:
                    MonthOutput.PrintSectors(format, await PublishedMonth.ReadAsync(opened.Source, wanted, cancellation) ?? throw NotComputed(wanted));
                    break;
                case Metric:
                    MonthOutput.PrintMetrics(format, await PublishedMonth.ReadAsync(opened.Source, wanted, cancellation) ?? throw NotComputed(wanted));
                    break;
                default:
                    var published = await PublishedMovers.ReadAsync(opened.Source, wanted, cancellation) ?? throw NotComputed(wanted);
                    MoverOutput.Print(format, published, arguments.GetValue(top), arguments.GetValue(explain), arguments.GetValue(least));
                    break;
            }
        });
    }

    private static StorageException NotComputed(Month? month) =>
        new(month is { } wanted ? $"{wanted} is not computed: tracker run --month {wanted} does that" : "no month is computed yet: tracker run does that");
}
