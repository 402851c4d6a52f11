using System.CommandLine;
using System.CommandLine.Parsing;
using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;

namespace Tracker.Cli.Commands;

/// <summary>Splits a change into mix and behaviour: of a metric of the panel, or between two periods of a table, without a database.</summary>
internal static class DecomposeCommand
{
    private const int MostLeast = 1_000_000;
    private const string Symmetric = "symmetric";

    public static Verb Create()
    {
        var sector = new Argument<string?>("sector") { Description = "A sector of the panel", Arity = ArgumentArity.ZeroOrOne };
        var metric = new Argument<string?>("metric") { Description = $"{string.Join(", ", Metric.All)}", Arity = ArgumentArity.ZeroOrOne };
        var month = MonthOption.Create("--month", "The month that is explained; the last published one where nothing is said, else the last complete one");
        var reference = new Option<string?>("--reference")
        {
            Description = "What it is compared with: expected, a month, or so many months back; where nothing is said expected, and 12 back where the history is short",
            HelpName = "expected|1|2|3|12|yyyy-MM",
        };
        var attributes = NameList.Option("--attributes", "One to five attributes whose segments are shown; the strongest where nothing is said, of a table all columns that are left");
        var consumers = WholeNumber.Option(
            "--min-consumers", $"Smaller segments are merged; {SmallCells.UsualLeast} where nothing is said, of a table 0, which counts no consumers", "count", 0, MostLeast);
        var input = new Option<string?>("--input")
        {
            Description = "In place of sector and metric: long CSV with the columns period, any segment columns, and numerator and denominator (or those of --factors); .gz is unpacked, - is standard input",
            HelpName = "file",
        };
        var factors = NameList.Option("--factors", "Of a table: columns whose product is summed over the segments, in place of numerator and denominator");
        var before = new Option<string?>("--before") { Description = "Of a table: the period before; the smaller of two where nothing is said", HelpName = "period" };
        var after = new Option<string?>("--after") { Description = "Of a table: the period after; the larger of two where nothing is said", HelpName = "period" };
        var alongTime = new Option<bool>("--along-time")
        {
            Description = "Sums the splits of all consecutive months since the reference (of a table: of all its periods), so that parts add along time",
        };
        var view = Choice.Option(
            "--view", "Of a table: another form for comparison, with what mix and rate do together apart, or the older one of totals", Symmetric,
            [Symmetric, SplitViewOutput.Threefold, SplitViewOutput.TwoWay]);
        var output = new Option<string?>("--out") { Description = "Writes the result there, in place of standard output; xlsx needs it", HelpName = "file" };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "decompose",
            "Splits a change into who (mix) and how (behaviour), by segment, adding up exactly",
            "decompose Groceries spend_per_consumer",
            "decompose Groceries conversion --month 2025-10 --reference 12 --attributes region,age_group",
            "decompose Groceries total_spend --format xlsx --out groceries.xlsx",
            "decompose --input seeds/conversion.csv",
            "decompose Groceries total_spend --reference 3 --along-time",
            "decompose --input seeds/conversion.csv --attributes channel --format json",
            "decompose --input seeds/conversion.csv --view threefold",
            "decompose --input seeds/birth-rate.csv --factors births_per_thousand,women_15_49,women --before austria --after chile")
        {
            HasWorkbook = true,
        };
        foreach (var argument in new[] { sector, metric })
            verb.Add(argument);
        foreach (var option in new Option[] { month, reference, attributes, consumers, alongTime, input, factors, before, after, view, output, database })
            verb.Add(option);
        verb.Validators.Add(result =>
        {
            var table = result.GetResult(input) is not null;
            if (table && result.GetValue(sector) is { } named)
                result.AddError($"{named} and --input: expected a sector and a metric, or --input");
            else if (!table && (result.GetValue(sector) is null || result.GetValue(metric) is null))
                result.AddError("expected a sector and a metric, or --input with a table");
            else if (table && Array.Find<Option>([month, reference, database], option => result.GetResult(option) is not null) is { } ofPanel)
                result.AddError($"{ofPanel.Name} and --input: expected one of them");
            else if (table && result.GetResult(consumers) is not null && result.GetValue(consumers) != 0)
                result.AddError("--min-consumers and --input: expected 0, a table counts no consumers");
            else if (ViewOf(result) != Symmetric && Array.Find<Option>([factors, alongTime], option => result.GetResult(option) is { Implicit: false }) is { } ofSymmetric)
                result.AddError($"{ofSymmetric.Name} and --view {ViewOf(result)}: expected one of them");
            else if (!table && ViewOf(result) != Symmetric)
                result.AddError("--view: expected it with --input");
            else if (!table && Array.Find<Option>([factors, before, after], option => result.GetResult(option) is not null) is { } ofTable)
                result.AddError($"{ofTable.Name}: expected it with --input");
        });
        string ViewOf(CommandResult result) => result.GetResult(view)?.Tokens is [var named] ? named.Value : Symmetric;

        return verb.Does(async (arguments, cancellation) =>
        {
            var (format, file) = (verb.Format(arguments), arguments.GetValue(output));
            if (format == OutputFormat.Xlsx && file is null)
                throw new InputException("--format xlsx: expected --out with a file");
            if (arguments.GetValue(input) is { } table)
            {
                var choice = new SegmentChoice(
                    arguments.GetValue(factors), arguments.GetValue(attributes), arguments.GetValue(before), arguments.GetValue(after), arguments.GetValue(alongTime));
                await Task.Run(() => PrintTable(format, file, arguments.GetRequiredValue(view), table, choice), cancellation).WaitAsync(cancellation);
                return;
            }

            var request = new DecomposeRequest(arguments.GetRequiredValue(sector)!, Metric.Parse(arguments.GetRequiredValue(metric)!))
            {
                Month = arguments.GetValue(month),
                Reference = arguments.GetValue(reference),
                AlongTime = arguments.GetValue(alongTime),
                Attributes = arguments.GetValue(attributes),
                LeastConsumers = arguments.GetResult(consumers) is null ? SmallCells.UsualLeast : arguments.GetValue(consumers),
            };
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            DecompositionOutput.Print(format, file, await Decompose.RunAsync(opened, request, Notes.Instance, cancellation));
        });
    }

    private static void PrintTable(OutputFormat format, string? file, string view, string table, SegmentChoice choice)
    {
        if (view == Symmetric)
            DecompositionOutput.Print(format, file, SegmentInput.Decompose(table, choice, Note.Write));
        else
            SplitViewOutput.Print(format, file, view, SegmentInput.Table(table, choice, Note.Write));
    }
}
