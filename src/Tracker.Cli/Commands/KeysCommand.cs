using System.CommandLine;
using System.Globalization;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Cli.Commands;

/// <summary>Makes, lists and revokes the keys of the service. It works on the database: no server needs to run.</summary>
internal static class KeysCommand
{
    private const string Actor = "command line";
    private const int LongestName = 200;
    private const int MostDays = 3650;

    private static readonly IReadOnlyList<string> RoleNames = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    private static readonly IReadOnlyList<Column<NewKey>> NewColumns = [new("id", created => created.Id), new("key", created => created.Key)];

    private static readonly IReadOnlyList<Column<ApiKey>> Columns =
    [
        new("id", key => key.Id),
        new("name", key => key.Name),
        new("role", key => Name(key.Role)),
        new("state", key => Name(key.State)),
        new("createdAt", key => Instant.Show(key.CreatedAt)),
        new("expiresAt", key => Shown(key.ExpiresAt)),
        new("revokedAt", key => Shown(key.RevokedAt)),
        new("lastUsedAt", key => Shown(key.LastUsedAt)),
    ];

    public static Command Create() => new("keys", "Makes, lists and revokes the keys of the API; no server needs to run")
    {
        New(),
        List(),
        Revoke(),
    };

    private static Verb New()
    {
        var role = new Option<Role>("--role")
        {
            Description = "What its holder may do; each may do what those before it may",
            HelpName = string.Join('|', RoleNames),
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!RoleNames.Contains(text))
                    result.AddError($"--role {text}: expected {string.Join(", ", RoleNames)}");
                return RoleNames.Contains(text) ? Enum.Parse<Role>(text, ignoreCase: true) : default;
            },
        };
        var name = new Option<string>("--name") { Description = "Whose it is, for people", HelpName = "text", DefaultValueFactory = _ => "" };
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "Days until it expires, as in 90d; never where nothing is said",
            HelpName = "days",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (text.EndsWith('d') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays)
                    return TimeSpan.FromDays(days);
                result.AddError($"--expires {text}: expected 1d to {MostDays}d");
                return null;
            },
        };
        var database = DatabaseOption.Create();
        var verb = new Verb(
            "create", "Makes a key and prints it, this once: only its hash is kept", "keys create --role reader", "keys create --role operator --name ops --expires 90d --format json")
        {
            role, name, expires, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var whose = arguments.GetRequiredValue(name).Trim();
            if (whose.Length > LongestName || whose.Any(char.IsControl))
                throw new InputException($"--name: expected text of up to {LongestName} characters");
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var created = await ApiKeys.CreateAsync(opened.Source, arguments.GetRequiredValue(role), whose, arguments.GetValue(expires), Actor, cancellation);
            Result.PrintOne(verb.Format(arguments), NewColumns, created);
        });
    }

    private static Verb List()
    {
        var database = DatabaseOption.Create();
        var verb = new Verb("list", "Prints the keys, the newest first, without the keys themselves", "keys list")
        {
            database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            var keys = await ApiKeys.ReadAsync(opened.Source, cancellation);
            Result.Print(verb.Format(arguments), Columns, keys, keys.Count == 0 ? "there is no key yet" : null);
        });
    }

    private static Verb Revoke()
    {
        var id = new Argument<string>("id") { Description = "Of the key, as keys list prints it" };
        var database = DatabaseOption.Create();
        var verb = new Verb("revoke", "Ends a key at once", "keys revoke 3f9a0c2b7d51")
        {
            id, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var wanted = arguments.GetRequiredValue(id);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            if (!await ApiKeys.RevokeAsync(opened.Source, wanted, Actor, cancellation))
                throw new InputException($"key {wanted}: there is none of this id; tracker keys list prints them");
            Result.PrintOne(verb.Format(arguments), [new Column<string>("revoked", revoked => revoked)], wanted);
        });
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        value.ToString().ToLowerInvariant();

    private static string? Shown(DateTimeOffset? moment) => moment is { } known ? Instant.Show(known) : null;
}
