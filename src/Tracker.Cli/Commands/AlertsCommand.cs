using System.CommandLine;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Jobs.Alerts;
using Tracker.Storage;
using Tracker.Storage.Alerts;

namespace Tracker.Cli.Commands;

/// <summary>Adds, lists, removes and tries the targets of alerts. It works on the database: no server needs to run.</summary>
internal static class AlertsCommand
{
    private const string Actor = "command line";
    private const int LongestName = 200;

    private static readonly IReadOnlyList<Column<NewAlertTarget>> NewColumns = [new("id", added => added.Id), new("secret", added => added.Secret)];

    private static readonly IReadOnlyList<Column<AlertTarget>> Columns =
    [
        new("id", target => target.Id),
        new("name", target => target.Name),
        new("kind", target => NameOf(target.Kind)),
        new("place", target => target.Place),
        new("allowPrivate", target => target.AllowPrivate),
        new("allowHttp", target => target.AllowHttp),
        new("createdAt", target => Instant.Show(target.CreatedAt)),
    ];

    public static Command Create() => new("alerts", "Says who is told of significant movers and of dead work; no server needs to run")
    {
        New(),
        List(),
        Remove(),
        Test(),
    };

    private static Verb New()
    {
        var url = new Argument<string>("url") { Description = "Where alerts are posted to" };
        var slack = new Option<bool>("--slack") { Description = "Posts what an incoming webhook of Slack takes, unsigned" };
        var name = new Option<string>("--name") { Description = "Whose it is, for people", HelpName = "text", DefaultValueFactory = _ => "" };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "It may be an address of this machine or its network" };
        var allowHttp = new Option<bool>("--allow-http") { Description = "It may go without TLS" };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "add", "Adds a target and prints the secret that signs what it gets, this once", "alerts add https://alerts.example/tracker",
            "alerts add --slack https://hooks.slack.com/services/T000/B000/XXXX", "alerts add --allow-private --allow-http http://10.0.0.5:8000/tracker --name ops")
        {
            url, slack, name, allowPrivate, allowHttp, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var (isPrivate, isHttp) = (arguments.GetValue(allowPrivate), arguments.GetValue(allowHttp));
            var address = TargetUrl.Parse(arguments.GetRequiredValue(url), isPrivate, isHttp);
            var whose = arguments.GetRequiredValue(name).Trim();
            if (whose.Length > LongestName || whose.Any(char.IsControl))
                throw new InputException($"--name: expected text of up to {LongestName} characters");
            var kind = arguments.GetValue(slack) ? AlertTargetKind.Slack : AlertTargetKind.Webhook;
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            Result.PrintOne(verb.Format(arguments), NewColumns, await AlertTargets.AddAsync(opened.Source, kind, address, whose, isPrivate, isHttp, Actor, cancellation));
        });
    }

    private static Verb List()
    {
        var database = DatabaseOption.Create();
        var verb = new Verb("list", "Prints the targets, the newest first, without their secrets", "alerts list")
        {
            database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var targets = await AlertTargets.ReadAsync(opened.Source, cancellation);
            Result.Print(verb.Format(arguments), Columns, targets, targets.Count == 0 ? "nobody is told" : null);
        });
    }

    private static Verb Remove()
    {
        var id = IdArgument();
        var database = DatabaseOption.Create();
        var verb = new Verb("remove", "Ends a target at once: what waits for it is not sent", "alerts remove 3f9a0c2b7d51")
        {
            id, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetRequiredValue(id);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            if (!await AlertTargets.RemoveAsync(opened.Source, wanted, Actor, cancellation))
                throw Unknown(wanted);
            Result.PrintOne(verb.Format(arguments), [new Column<string>("removed", removed => removed)], wanted);
        });
    }

    private static Verb Test()
    {
        var id = IdArgument();
        var database = DatabaseOption.Create();
        var verb = new Verb("test", "Posts a test to a target now, once, and fails where it does not answer with 2xx", "alerts test 3f9a0c2b7d51")
        {
            id, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetRequiredValue(id);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var target = await AlertTargets.FindAsync(opened.Source, wanted, cancellation) ?? throw Unknown(wanted);
            try
            {
                await TryTarget.RunAsync(opened, target, AlertSender.Usual, Actor, cancellation);
            }
            catch (AlertNotDeliveredException error)
            {
                throw new IOException($"{target.Place}: {error.Message}", error);
            }

            Result.PrintOne(verb.Format(arguments), [new Column<string>("delivered", delivered => delivered)], wanted);
        });
    }

    private static Argument<string> IdArgument() => new("id") { Description = "Of the target, as alerts list prints it" };

    private static InputException Unknown(string id) => new($"target {id}: there is none of this id; tracker alerts list prints them");

    private static string NameOf(AlertTargetKind kind) => kind.ToString().ToLowerInvariant();
}
