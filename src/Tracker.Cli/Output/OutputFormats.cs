namespace Tracker.Cli.Output;

internal static class OutputFormats
{
    /// <summary>The format of this name; null when there is none.</summary>
    public static OutputFormat? Parse(string name) => name switch
    {
        "table" => OutputFormat.Table,
        "json" => OutputFormat.Json,
        "csv" => OutputFormat.Csv,
        _ => null,
    };
}
