using System.CommandLine;
using Tracker.Cli.Output;

namespace Tracker.Cli.Options;

/// <summary>The option of every verb that prints a result.</summary>
internal static class FormatOption
{
    /// <param name="workbook">Whether the result can be a workbook as well.</param>
    public static Option<OutputFormat> Create(bool workbook) => new("--format")
    {
        Description = "How the result is printed; table where nothing is said",
        HelpName = workbook ? "table|json|csv|xlsx" : "table|json|csv",
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "table": return OutputFormat.Table;
                case "json": return OutputFormat.Json;
                case "csv": return OutputFormat.Csv;
                case "xlsx" when workbook: return OutputFormat.Xlsx;
            }

            result.AddError($"--format {result.Tokens[0].Value}: expected {(workbook ? "table, json, csv or xlsx" : "table, json or csv")}");
            return default;
        },
    };
}
