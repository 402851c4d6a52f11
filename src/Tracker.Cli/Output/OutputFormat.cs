namespace Tracker.Cli.Output;

/// <summary>How a result is printed.</summary>
internal enum OutputFormat
{
    /// <summary>For reading: aligned, with rounded numbers.</summary>
    Table,

    /// <summary>For programs: an array of objects, or one object, numbers as they are.</summary>
    Json,

    /// <summary>For spreadsheets and statistics: RFC 4180 with a header, numbers as they are.</summary>
    Csv,

    /// <summary>For spreadsheets: a workbook whose numbers are numbers and whose text is never a formula. Few verbs have it.</summary>
    Xlsx,
}
