using System.CommandLine;
using Tracker.Cli.Output;
using Tracker.Core.Forecasting;
using Tracker.Core.Movers;

namespace Tracker.Cli.Input;

/// <summary>A long table as the analysis takes it: its series on one row of periods, that begins with the earliest.</summary>
/// <param name="Series">In the order of their names.</param>
/// <param name="First">The period that is number 0.</param>
/// <param name="Last">The latest period of the table.</param>
internal sealed record PlainInput(IReadOnlyList<PlainSeries> Series, Period First, Period Last)
{
    private const int MonthsInSeason = 12;
    private const int DaysInSeason = 7;

    /// <summary>The seasonal options for what a period is: a year of months, or a week of days.</summary>
    public ForecastOptions Options => ForecastOptions.Default with { Season = First.Kind == PeriodKind.Month ? MonthsInSeason : DaysInSeason };

    public static Option<string> Option() => new("--input")
    {
        Description = "Long CSV with the columns series, month (or day, or date) and value; .gz is unpacked, - is standard input",
        HelpName = "file",
        Required = true,
    };

    /// <summary>Reads a file, or standard input; whoever waits for that may be told to stop.</summary>
    /// <exception cref="InputException">The input is not as expected.</exception>
    public static async Task<PlainInput> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var table = await Task.Run(() => LongTable.Read(path, Note.Write, cancellationToken), cancellationToken).WaitAsync(cancellationToken);
        var first = table.Series.Select(series => series.Start).MinBy(period => period.Number);
        return new([.. table.Series.Select(series => new PlainSeries(series.Name, series.Start.Number - first.Number, series.Values))], first, table.Last);
    }
}
