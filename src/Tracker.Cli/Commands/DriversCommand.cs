using System.CommandLine;
using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Drivers;

namespace Tracker.Cli.Commands;

/// <summary>Ranks the attributes of a table's consumers by how much they explain of a change; no database.</summary>
internal static class DriversCommand
{
    public static Verb Create()
    {
        var input = Column("--input", "CSV with a header, one row a consumer; .gz is unpacked, - is standard input", "file");
        input.Required = true;
        var target = Column("--target", "The change to explain; after − before where nothing is said");
        var before = Column("--before", "The value in the reference month: above 0 is a buyer");
        var after = Column("--after", "The value in the month");
        var weight = Column("--weight", "What a consumer counts; 1 where nothing is said");
        var id = Column("--id", "Whose row it is: then the order of rows changes nothing, and a second row of one consumer is refused");
        var attributes = Column("--attributes", "Candidates, parted by commas; all other columns where nothing is said", "a,b");
        var least = WholeNumber.Option("--min-consumers", "Values of a driver with fewer consumers are shown together", "consumers", 0, 1_000_000, 0);
        var seed = WholeNumber.Option("--seed", "Chooses folds, null draws and resamples", "number", 0, 1_000_000, 1);
        var verb = new Verb(
            "drivers",
            "Ranks the attributes of consumers by how much they explain of a change, with chance and stability; no database",
            "drivers --input consumers.csv --target change",
            "drivers --input consumers.csv --before january --after february --id consumer_id --format json")
        {
            input, target, before, after, weight, id, attributes, least, seed,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var names = new Names(
                arguments.GetValue(target),
                arguments.GetValue(before),
                arguments.GetValue(after),
                arguments.GetValue(weight),
                arguments.GetValue(id),
                arguments.GetValue(attributes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            names.Check();
            var path = arguments.GetRequiredValue(input)!;
            var table = await Task.Run(() => ConsumerTable.Read(path, cancellation), cancellation).WaitAsync(cancellation);
            var changes = Changes(table, names);
            var options = DriverOptions.Default with { Seed = arguments.GetValue(seed), MinConsumers = arguments.GetValue(least) };
            var ranked = await LongWork.RunAsync("drivers", progress =>
                Task.Run(() => DriverRanking.Of(changes, options, new Shares(progress), cancellation), cancellation));
            DriverOutput.Print(verb.Format(arguments), ranked);
        });
    }

    private static Option<string?> Column(string name, string description, string help = "column") => new(name) { Description = description, HelpName = help };

    private static ConsumerChanges Changes(ConsumerTable table, Names names)
    {
        if (names.Id is not null)
            table.SortBy("--id", names.Id);
        var before = names.Before is null ? null : table.Numbers("--before", names.Before);
        var after = names.After is null ? null : table.Numbers("--after", names.After);
        var candidates = names.Attributes ?? [.. table.Names.Except(names.Taken)];
        return new()
        {
            Change = names.Target is not null ? table.Numbers("--target", names.Target) : [.. after!.Zip(before!, (late, early) => late - early)],
            Before = before,
            After = after,
            Bought = before is null ? null : [.. before.Zip(after!, (early, late) => (early > 0, late > 0))],
            Weights = names.Weight is null ? null : table.Numbers("--weight", names.Weight),
            Attributes = [.. candidates.Select(name => new AttributeColumn(name, table.Texts("--attributes", name)))],
        };
    }

    private sealed record Names(string? Target, string? Before, string? After, string? Weight, string? Id, IReadOnlyList<string>? Attributes)
    {
        /// <summary>Columns that are no candidates.</summary>
        public IEnumerable<string> Taken => new[] { Target, Before, After, Weight, Id }.OfType<string>();

        public void Check()
        {
            if (Before is null != After is null)
                throw new InputException($"--{(Before is null ? "before" : "after")}: expected both --before and --after, or neither");
            if (Target is null && Before is null)
                throw new InputException("--target: expected the column of the change, or --before and --after");
            if (Attributes?.Intersect(Taken).FirstOrDefault() is { } taken)
                throw new InputException($"--attributes {taken}: expected attributes, it is what they are to explain, a weight or the id");
        }
    }

    private sealed class Shares(IProgress<Progressed> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new(value));
    }
}
