using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Results;

namespace Tracker.Cli.Commands;

/// <summary>Prints the index of a sector month by month.</summary>
internal static class HistoryCommand
{
    private static readonly IReadOnlyList<Column<SectorMonth>> Columns =
    [
        new("month", row => row.Run.Month),
        new("sector", row => row.Sector.Sector, InTable: false),
        new("index", row => row.Sector.Index, "+0.00;-0.00"),
        new("rank", row => row.Sector.Rank),
        new("metric", row => row.Sector.Metric),
        new("cii", row => row.Sector.Cii, "+0.00;-0.00"),
        new("p", row => row.Sector.P, "0.0000"),
        new("q", row => row.Sector.Q, "0.0000"),
        new("significant", row => row.Sector.Significant),
        new("metrics", row => row.Sector.Metrics),
        new("movers", row => row.Sector.Movers),
        new("provisional", row => row.Run.Provisional),
    ];

    public static Verb Create()
    {
        var sector = new Option<string>("--sector") { Description = "Whose index", HelpName = "name", Required = true };
        var from = MonthOption.Create("--from", "The first month; the first that is computed where nothing is said");
        var to = MonthOption.Create("--to", "The last month; the last that is computed where nothing is said");
        var database = DatabaseOption.Create();
        var verb = new Verb("history", "Prints the index of a sector over the months that are computed", "history --sector Groceries", "history --sector Groceries --from 2024-01 --format csv")
        {
            sector, from, to, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var (name, first, last) = (arguments.GetValue(sector)!, arguments.GetValue(from), arguments.GetValue(to));
            var history = await SectorHistory.ReadAsync(opened.Source, name, first, last, cancellation)
                ?? throw new StorageException("no month is computed yet: tracker run --from does that for many");
            if (history.Months.Count == 0 && !history.Known.Contains(name))
                throw new InputException($"sector {name}: expected one of {string.Join(", ", history.Known)}");
            Result.Print(verb.Format(arguments), Columns, history.Months, Headline(name, history.Months));
        });
    }

    private static string Headline(string name, IReadOnlyList<SectorMonth> months) => months.Count == 0
        ? $"{name}: no month of these is computed"
        : $"{name}: {months.Count} months computed of {months[0].Run.Month} to {months[^1].Run.Month}, "
            + $"{months.Count(row => row.Sector.Significant)} in which it moved by more than chance explains.";
}
