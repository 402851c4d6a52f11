using System.CommandLine;
using Tracker.Cli.Output;
using Tracker.Storage;
using Tracker.Storage.Embedded;

namespace Tracker.Cli.Commands;

/// <summary>What there is to know and do about the embedded database. It starts by itself when it is needed.</summary>
internal static class DatabaseCommand
{
    private static readonly IReadOnlyList<Column<ClusterStatus>> StatusColumns =
    [
        new("running", status => status.Running),
        new("home", status => status.Home),
        new("dataFolder", status => status.DataFolder),
        new("log", status => status.Log),
        new("processId", status => status.ProcessId, "0"),
        new("socketFolder", status => status.SocketFolder),
        new("version", status => status.Version),
    ];

    public static Command Create() => new("database", "Shows or stops the embedded database, which starts by itself when it is needed")
    {
        Status(),
        Stop(),
        Path(),
    };

    private static Verb Status()
    {
        var verb = new Verb("status", "Prints whether the embedded database runs, and where it lies", "database status --format json");
        return verb.Does((arguments, _) =>
        {
            if (DatabaseOptions.From(null).ConnectionString is not null)
                Note.Write($"{DatabaseOptions.Variable} names a server: commands use that and not the embedded database");
            Result.PrintOne(verb.Format(arguments), StatusColumns, new EmbeddedCluster(ClusterHome.Default()).Status());
            return Task.CompletedTask;
        });
    }

    private static Verb Stop()
    {
        var verb = new Verb("stop", "Stops the embedded database; prints whether it ran", "database stop");
        return verb.Does(async (arguments, cancellation) =>
        {
            var stopped = await new EmbeddedCluster(ClusterHome.Default()).StopAsync(cancellation);
            Result.PrintOne(verb.Format(arguments), [new Column<bool>("stopped", ran => ran)], stopped);
        });
    }

    private static Verb Path()
    {
        var verb = new Verb("path", "Prints the folder of the embedded database", "database path");
        return verb.Does((arguments, _) =>
        {
            Result.PrintOne(verb.Format(arguments), [new Column<ClusterHome>("path", home => home.Path)], ClusterHome.Default());
            return Task.CompletedTask;
        });
    }
}
