using System.CommandLine;
using Tracker.Cli.Output;

namespace Tracker.Cli.Options;

/// <summary>The option of every verb that prints a result.</summary>
internal static class FormatOption
{
    public static Option<OutputFormat> Create() => new("--format")
    {
        Description = "How the result is printed; table where nothing is said",
        HelpName = "table|json|csv",
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "table": return OutputFormat.Table;
                case "json": return OutputFormat.Json;
                case "csv": return OutputFormat.Csv;
            }

            result.AddError($"--format {result.Tokens[0].Value}: expected table, json or csv");
            return default;
        },
    };
}
