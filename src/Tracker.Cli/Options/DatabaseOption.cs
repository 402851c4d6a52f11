using System.CommandLine;
using Tracker.Storage;

namespace Tracker.Cli.Options;

/// <summary>The option of every verb that works with the database.</summary>
internal static class DatabaseOption
{
    public static Option<string?> Create() => new("--database")
    {
        Description = $"A PostgreSQL server, as in Host=…;Database=…;Username=…, or the word demo for the last demo's; else {DatabaseOptions.Variable}, else the embedded database",
        HelpName = "connection",
    };
}
