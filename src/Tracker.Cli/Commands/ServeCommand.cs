using System.CommandLine;
using Tracker.Api;
using Tracker.Cli.Options;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Access;

namespace Tracker.Cli.Commands;

/// <summary>Serves the API until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly IReadOnlyList<Column<string>> Columns = [new("url", url => url)];

    public static Verb Create()
    {
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, several separated by semicolons; others than the machine itself only when there is a key",
            HelpName = "url",
            DefaultValueFactory = _ => ServiceOptions.UsualUrl,
        };
        var database = DatabaseOption.Create();
        var verb = new Verb("serve", "Serves the API, does the work that waits in the ledger and keeps the schedule, until Ctrl-C", "serve", "serve --urls http://0.0.0.0:8080")
        {
            urls, database,
        };
        return verb.Does(async (arguments, cancellation) =>
        {
            var options = ServiceOptions.From(arguments.GetRequiredValue(urls), Environment.GetEnvironmentVariable);
            await using var opened = await TrackerDatabase.OpenAsync(DatabaseOptions.From(arguments.GetValue(database)), Notes.Instance, cancellation);
            if (!await ApiKeys.AnyUsableAsync(opened.Source, cancellation))
                Note.Write("there is no key yet, so nobody may: tracker keys create --role operator makes one");
            await Service.RunAsync(opened, options, addresses => Result.Print(verb.Format(arguments), Columns, addresses), cancellation);
        });
    }
}
