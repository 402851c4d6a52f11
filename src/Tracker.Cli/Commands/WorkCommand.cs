using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Work;

namespace Tracker.Cli.Commands;

/// <summary>Lists the ledger of work, and retries what is dead.</summary>
internal static class WorkCommand
{
    public const string Actor = "command line";
    private const string Any = "any";
    private const int UsualRows = 20;
    private const int MostRows = 100_000;

    private static readonly IReadOnlyList<string> States = [Any, .. Enum.GetNames<WorkStatus>().Select(name => name.ToLowerInvariant())];

    private static readonly IReadOnlyList<Column<WorkItem>> Columns =
    [
        new("work", item => item.WorkId),
        new("kind", item => item.Kind),
        new("month", item => item.Month?.ToString()),
        new("arguments", item => item.Arguments, InTable: false),
        new("parent", item => item.ParentId),
        new("status", item => item.Status.ToString().ToLowerInvariant()),
        new("attempt", item => item.Attempt),
        new("worker", item => item.Worker),
        new("error", item => item.Error),
        new("actor", item => item.Actor, InTable: false),
        new("createdAt", item => Instant.Show(item.CreatedAt)),
        new("finishedAt", item => item.FinishedAt is { } finished ? Instant.Show(finished) : null),
    ];

    public static Command Create() => new("work", "Lists the work that waits, is being done or is dead, and retries what is dead")
    {
        List(),
        Retry(),
    };

    private static Verb List()
    {
        var status = Choice.Option("--status", "Only what is so", Any, States);
        var month = MonthOption.Create("--month", "Only of this month");
        var top = WholeNumber.Option("--top", "At most so many", "rows", 1, MostRows, UsualRows);
        var database = DatabaseOption.Create();
        var verb = new Verb("list", "Prints the ledger of work, the newest first", "work list", "work list --status dead --format json")
        {
            status, month, top, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            WorkStatus? wanted = arguments.GetRequiredValue(status) is var name && name != Any ? Enum.Parse<WorkStatus>(name, ignoreCase: true) : null;
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var items = await WorkLedger.ListAsync(opened.Source, new(Status: wanted, Month: arguments.GetValue(month)), null, arguments.GetValue(top), cancellation);
            Result.Print(verb.Format(arguments), Columns, items, items.Count == 0 ? "there is none" : null);
        });
    }

    private static Verb Retry()
    {
        var id = new Argument<long>("work") { Description = "Its number, as work list prints it" };
        var database = DatabaseOption.Create();
        var verb = new Verb("retry", "Queues a dead item anew, with what is dead of what it waits for and of what waits for it", "work retry 17")
        {
            id, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetValue(id);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var item = await WorkLedger.RetryAsync(opened.Source, wanted, Actor, cancellation)
                ?? throw new InputException($"work {wanted}: there is none of this number; tracker work list prints them");
            Result.PrintOne(verb.Format(arguments), Columns, item);
        });
    }
}
