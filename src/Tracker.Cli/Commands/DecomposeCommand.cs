using System.CommandLine;
using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;

namespace Tracker.Cli.Commands;

/// <summary>Splits the change between two periods of a table into mix and behaviour; no database.</summary>
internal static class DecomposeCommand
{
    public static Verb Create()
    {
        var input = new Option<string>("--input")
        {
            Description = "Long CSV with the columns period, any segment columns, and numerator and denominator (or those of --factors); .gz is unpacked, - is standard input",
            HelpName = "file",
            Required = true,
        };
        var factors = NameList.Option("--factors", "Columns whose product is summed over the segments, in place of numerator and denominator");
        var attributes = NameList.Option("--attributes", "One to five segment columns; all that are left where nothing is said");
        var before = new Option<string?>("--before") { Description = "The period before; the smaller of two where nothing is said", HelpName = "period" };
        var after = new Option<string?>("--after") { Description = "The period after; the larger of two where nothing is said", HelpName = "period" };
        var consumers = WholeNumber.Option("--min-consumers", "Smaller segments are merged; a plain table counts no consumers", "count", 0, 0, 0);
        var verb = new Verb(
            "decompose",
            "Splits a change into who (mix) and how (behaviour), by segment, adding up exactly; no database",
            "decompose --input seeds/conversion.csv",
            "decompose --input seeds/conversion.csv --attributes channel --format json",
            "decompose --input seeds/birth-rate.csv --factors births_per_thousand,women_15_49,women --before austria --after chile")
        {
            input, factors, attributes, before, after, consumers,
        };
        return verb.Does((arguments, cancellation) => Task.Run(
            () =>
            {
                var choice = new SegmentChoice(
                    arguments.GetValue(factors), arguments.GetValue(attributes), arguments.GetValue(before), arguments.GetValue(after));
                DecompositionOutput.Print(verb.Format(arguments), SegmentInput.Decompose(arguments.GetRequiredValue(input), choice, Note.Write));
            },
            cancellation).WaitAsync(cancellation));
    }
}
