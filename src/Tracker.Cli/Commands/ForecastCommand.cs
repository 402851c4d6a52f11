using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Forecasting;
using Tracker.Core.Movers;

namespace Tracker.Cli.Commands;

/// <summary>Forecasts the series of a table; no database.</summary>
internal static class ForecastCommand
{
    private const int LongestHorizon = 366;

    /// <summary>Series between two words on how far the work is.</summary>
    private const int Portion = 64;

    private static readonly IReadOnlyList<Column<Row>> Columns =
    [
        new("series", row => row.Series),
        new("step", row => row.Step),
        new("period", row => row.Period),
        new("mean", row => row.Numbers?.Mean),
        new("lo80", row => row.Numbers?.Band80.Lo),
        new("hi80", row => row.Numbers?.Band80.Hi),
        new("lo95", row => row.Numbers?.Band95.Lo),
        new("hi95", row => row.Numbers?.Band95.Hi),
        new("model", row => row.Model),
        new("treated", row => row.Treated, InTable: false),
    ];

    public static Verb Create()
    {
        var input = PlainInput.Option();
        var horizon = WholeNumber.Option("--horizon", "Steps ahead", "steps", 1, LongestHorizon);
        horizon.Required = true;
        var forecaster = Choice.Option(
            "--forecaster", "What makes the numbers", ForecastOptions.Combined, [ForecastOptions.Combined, .. Combination.Members.Select(member => member.Name)]);
        var verb = new Verb(
            "forecast",
            "Forecasts the series of a table, with bands; no database",
            "forecast --input sales.csv --horizon 12",
            "forecast --input - --horizon 1 --format csv < sales.csv")
        {
            input, horizon, forecaster,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var table = await PlainInput.ReadAsync(arguments.GetRequiredValue(input), cancellation);
            var options = table.Options with { Forecaster = arguments.GetRequiredValue(forecaster) };
            var steps = arguments.GetRequiredValue(horizon);
            var rows = await LongWork.RunAsync("forecast", progress => Task.Run(() => Forecast(table, steps, options, progress, cancellation)));
            Result.Print(verb.Format(arguments), Columns, rows);
        });
    }

    private static List<Row> Forecast(
        PlainInput table, int horizon, ForecastOptions options, IProgress<Progressed> progress, CancellationToken cancellation)
    {
        var rows = new List<Row>(table.Series.Count * horizon);
        foreach (var portion in table.Series.Chunk(Portion))
        {
            foreach (var (series, forecast) in portion.Zip(PlainTable.Forecast(portion, horizon, options, cancellation)))
                rows.AddRange(RowsOf(table, series, forecast, horizon));
            progress.Report(new((double)rows.Count / rows.Capacity, $"{rows.Count / horizon} of {table.Series.Count} series"));
        }

        return rows;
    }

    private static IEnumerable<Row> RowsOf(PlainInput table, PlainSeries series, PlainForecast forecast, int horizon)
    {
        if (forecast.Refused is null)
            return forecast.Steps.Select(step => new Row(series.Name, step.Step, table.First + step.Period, step, forecast.Model, [.. forecast.Treated.Select(at => (table.First + at).ToString())]));
        Note.Write($"series {series.Name} has no forecast: {forecast.Refused}");
        return Enumerable.Range(1, horizon).Select(step => new Row(series.Name, step, table.First + (series.Start + series.Values.Count + step - 1), null, forecast.Model, []));
    }

    /// <param name="Series">Its name.</param>
    /// <param name="Step">1 for the period after its last one.</param>
    /// <param name="Period">The month or day forecast.</param>
    /// <param name="Numbers">Null where there is no forecast.</param>
    /// <param name="Model">What made the numbers.</param>
    /// <param name="Treated">Past periods that were shocks and left out of the fit.</param>
    private sealed record Row(string Series, int Step, Period Period, PlainStep? Numbers, string Model, IReadOnlyList<string> Treated);
}
