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
    private const int MostShown = 100_000;

    public static Verb Create()
    {
        var month = MonthOption.Create("--month", "Whose movers; the last month computed where nothing is said");
        var toDate = DayOption.Create("--month-to-date", "The month of this day as it looks on it, from the days to it; nothing is saved");
        var top = WholeNumber.Option("--top", "Rows of the table (JSON and CSV have all)", "rows", 1, MostShown, MoverOutput.UsualTop);
        var database = DatabaseOption.Create();
        var verb = new Verb("movers", "Prints the ranked movers of a month", "movers", "movers --month 2025-10 --format csv", "movers --month-to-date 2025-10-14")
        {
            month, toDate, top, database,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(month) is not null && result.GetResult(toDate) is not null)
                result.AddError("--month and --month-to-date: expected one of them");
        });
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            if (arguments.GetValue(toDate) is { } day)
            {
                var (movers, absent) = await ScoreMonthToDate.RunAsync(opened, day, Notes.Instance, cancellation);
                EarlyMoverOutput.Print(verb.Format(arguments), movers, absent, arguments.GetValue(top));
                return;
            }

            MoverOutput.Print(verb.Format(arguments), await ReadAsync(opened, arguments.GetValue(month), cancellation), arguments.GetValue(top));
        });
    }

    private static async Task<PublishedMovers> ReadAsync(TrackerDatabase database, Month? month, CancellationToken cancellation) =>
        await PublishedMovers.ReadAsync(database.Source, month, cancellation)
        ?? throw new StorageException(month is { } wanted
            ? $"{wanted} is not computed: tracker run --month {wanted} does that"
            : "no month is computed yet: tracker run does that");
}
