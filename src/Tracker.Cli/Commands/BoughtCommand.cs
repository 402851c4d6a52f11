using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Core.Panel;
using Tracker.Jobs;
using Tracker.Storage;

namespace Tracker.Cli.Commands;

/// <summary>Says of a metric of the panel what was bought more or less of: merchants, brands, products and words of their names.</summary>
internal static class BoughtCommand
{
    public static Verb Create()
    {
        var sector = new Argument<string>("sector") { Description = "A sector of the panel" };
        var metric = new Argument<string>("metric") { Description = $"{string.Join(", ", Metric.All)}; those of money compare shares of spend, the others of purchases" };
        var month = MonthOption.Create("--month", "The month that is explained; the last published one where nothing is said, else the last complete one");
        var reference = new Option<string?>("--reference")
        {
            Description = "What it is compared with: a month, or so many months back; 12 where nothing is said, and 1 where the history is short",
            HelpName = "1|2|3|12|yyyy-MM",
        };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "bought",
            "Ranks merchants, brands, products and words of product names by whether their share of a sector changed",
            "bought Groceries total_spend",
            "bought Groceries purchases --month 2025-10 --reference 1 --format json")
        {
            sector, metric, month, reference, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var request = new BoughtRequest(arguments.GetRequiredValue(sector), Metric.Parse(arguments.GetRequiredValue(metric)))
            {
                Month = arguments.GetValue(month),
                Reference = arguments.GetValue(reference),
            };
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            BoughtOutput.Print(verb.Format(arguments), await RankBought.RunAsync(opened, request, null, cancellation));
        });
    }
}
