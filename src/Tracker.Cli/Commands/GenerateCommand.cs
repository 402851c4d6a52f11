using System.CommandLine;
using System.Globalization;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Synthetic;

namespace Tracker.Cli.Commands;

/// <summary>Writes a synthetic panel whose truth is known; no database.</summary>
internal static class GenerateCommand
{
    private static readonly GeneratorOptions Usual = new();

    private static readonly IReadOnlyList<Column<PlantedMover>> Columns =
    [
        new("month", planted => planted.Month),
        new("sector", planted => planted.Sector),
        new("metric", planted => planted.Metric),
        new("kind", planted => planted.Kind),
        new("segment", planted => planted.Segment),
        new("size", planted => planted.Size),
        new("structural", planted => planted.Structural),
        new("behavioural", planted => planted.Behavioural),
    ];

    public static Verb Create()
    {
        var folder = new Option<string>("--out") { Description = "The folder to write into", HelpName = "folder", Required = true };
        var consumers = WholeNumber.Option(
            "--consumers", "People in the panel at any time", "number", GeneratorOptions.LeastConsumers, GeneratorOptions.MostConsumers, Usual.Consumers);
        var months = WholeNumber.Option("--months", "Months of data", "number", 1, GeneratorOptions.MostMonths, Usual.Months);
        var end = MonthOption.Create("--end", $"The last month; {Usual.End} where nothing is said");
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same bytes",
            HelpName = "number",
            DefaultValueFactory = _ => Usual.Seed,
            CustomParser = result =>
            {
                if (!ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    result.AddError($"--seed {result.Tokens[0].Value}: expected a whole number from 0 to {ulong.MaxValue}");
                return number;
            },
        };
        var scenario = ScenarioOption.Create("What is planted");
        var events = new Option<double>("--events-per-month")
        {
            Description = $"Mean events of a consumer (a row of consumers.csv) in a month, above 0 to {GeneratorOptions.MostEventsPerMonth}",
            HelpName = "number",
            DefaultValueFactory = _ => Usual.EventsPerMonth,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (> 0 and <= GeneratorOptions.MostEventsPerMonth))
                    result.AddError($"--events-per-month {text}: expected a number above 0, at most {GeneratorOptions.MostEventsPerMonth}");
                return number;
            },
        };
        var gzip = new Option<bool>("--gzip") { Description = "Writes events as .csv.gz" };
        var overwrite = new Option<bool>("--overwrite") { Description = "Writes over a panel that is there" };
        var verb = new Verb(
            "generate",
            "Writes a synthetic panel and the truth about it, and prints what is planted; no database",
            "generate --out panel",
            "generate --out panel --consumers 3000 --months 48 --scenario quiet",
            "generate --out panel --scenario pure-mix --months 24")
        {
            folder, consumers, months, end, seed, scenario, events, gzip, overwrite,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var options = new GeneratorOptions
            {
                Consumers = arguments.GetValue(consumers),
                Months = arguments.GetValue(months),
                End = arguments.GetValue(end) ?? Usual.End,
                Seed = arguments.GetValue(seed),
                Scenario = arguments.GetRequiredValue(scenario),
                EventsPerMonth = arguments.GetValue(events),
                Gzip = arguments.GetValue(gzip),
                Overwrite = arguments.GetValue(overwrite),
            };
            var truth = await WriteAsync(options, arguments.GetRequiredValue(folder), cancellation);
            Result.Print(verb.Format(arguments), Columns, truth.Planted, truth.Planted.Count == 0 ? "nothing is planted" : null);
        });
    }

    public static Task<Truth> WriteAsync(GeneratorOptions options, string folder, CancellationToken cancellation) =>
        LongWork.RunAsync("generate", progress => Task.Run(() => PanelGenerator.Write(options, folder, new Forward(progress), cancellation), cancellation));

    private sealed class Forward(IProgress<Progressed> progress) : IProgress<GeneratorProgress>
    {
        public void Report(GeneratorProgress value) => progress.Report(
            new((double)value.MonthsWritten / value.Months, string.Create(CultureInfo.InvariantCulture, $"{value.EventsWritten:#,##0} events")));
    }
}
