using System.CommandLine;
using Tracker.Cli.Input;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;

namespace Tracker.Cli.Commands;

/// <summary>Ranks attributes of consumers by how much they explain of a change: of a metric of the panel, or of a table, without a database.</summary>
internal static class DriversCommand
{
    public static Verb Create()
    {
        var sector = new Argument<string?>("sector") { Description = "A sector of the panel", Arity = ArgumentArity.ZeroOrOne };
        var metric = new Argument<string?>("metric") { Description = $"{string.Join(", ", Metric.All)}", Arity = ArgumentArity.ZeroOrOne };
        var month = MonthOption.Create("--month", "The month that is explained; the last published one where nothing is said, else the last complete one");
        var reference = new Option<string?>("--reference")
        {
            Description = "What it is compared with: a month, or so many months back; 12 where nothing is said, and 1 where the history is short",
            HelpName = "1|2|3|12|yyyy-MM",
        };
        var attributes = NameList.Option("--attributes", "Candidates; all where nothing is said, of a table all other columns");
        var input = Column("--input", "In place of sector and metric: CSV with a header, one row a consumer; .gz is unpacked, - is standard input", "file");
        var target = Column("--target", "Of a table: the change to explain; after − before where nothing is said");
        var before = Column("--before", "Of a table: the value in the reference month; above 0 is a buyer");
        var after = Column("--after", "Of a table: the value in the month");
        var weight = Column("--weight", "Of a table: what a consumer counts; 1 where nothing is said");
        var id = Column("--id", "Of a table: whose row it is; then the order of rows changes nothing, and a second row of one consumer is refused");
        var least = WholeNumber.Option("--min-consumers", "Of a table: values of a driver with fewer consumers are shown together; 0 where nothing is said", "consumers", 0, 1_000_000);
        var seed = WholeNumber.Option("--seed", "Of a table: chooses folds, null draws and resamples; 1 where nothing is said", "number", 0, 1_000_000);
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "drivers",
            "Ranks the attributes of consumers by how much they explain of a change, with chance and stability",
            "drivers Groceries total_spend",
            "drivers Groceries conversion --month 2025-10 --reference 3 --attributes region,age_group",
            "drivers --input consumers.csv --target change",
            "drivers --input consumers.csv --before january --after february --id consumer_id --format json")
        {
            sector, metric, month, reference, attributes, input, target, before, after, weight, id, least, seed, database,
        };
        verb.Validators.Add(result =>
        {
            var table = result.GetResult(input) is not null;
            if (table && result.GetValue(sector) is { } named)
                result.AddError($"{named} and --input: expected a sector and a metric, or --input");
            else if (!table && (result.GetValue(sector) is null || result.GetValue(metric) is null))
                result.AddError("expected a sector and a metric, or --input with a table");
            else if (table && Array.Find<Option>([month, reference, database], option => result.GetResult(option) is not null) is { } ofPanel)
                result.AddError($"{ofPanel.Name} and --input: expected one of them");
            else if (!table && Array.Find<Option>([target, before, after, weight, id, least, seed], option => result.GetResult(option) is not null) is { } ofTable)
                result.AddError($"{ofTable.Name}: expected it with --input");
        });
        return verb.Does(async (arguments, cancellation) =>
        {
            if (arguments.GetValue(input) is { } path)
            {
                var names = new Names(
                    arguments.GetValue(target), arguments.GetValue(before), arguments.GetValue(after), arguments.GetValue(weight), arguments.GetValue(id), arguments.GetValue(attributes));
                names.Check();
                var table = await Task.Run(() => ConsumerTable.Read(path, cancellation), cancellation).WaitAsync(cancellation);
                var changes = Changes(table, names);
                var options = DriverOptions.Default with { Seed = arguments.GetResult(seed) is null ? 1 : arguments.GetValue(seed), MinConsumers = arguments.GetValue(least) };
                var ranked = await LongWork.RunAsync("drivers", progress =>
                    Task.Run(() => DriverRanking.Of(changes, options, new Shares(progress), cancellation), cancellation));
                DriverOutput.Print(verb.Format(arguments), ranked);
                return;
            }

            var request = new DriverRequest(arguments.GetRequiredValue(sector)!, Metric.Parse(arguments.GetRequiredValue(metric)!))
            {
                Month = arguments.GetValue(month),
                Reference = arguments.GetValue(reference),
                Attributes = arguments.GetValue(attributes),
            };
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            DriverOutput.Print(
                verb.Format(arguments),
                await LongWork.RunAsync("drivers", progress => RankDrivers.RunAsync(opened, request, null, new Shares(progress), cancellation)));
        });
    }

    private static Option<string?> Column(string name, string description, string help = "column") => new(name) { Description = description, HelpName = help };

    private static AttributedChanges Changes(ConsumerTable table, Names names)
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
            Attributes = [.. candidates.Select(name => AttributeColumn.Of(name, table.Texts("--attributes", name)))],
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
