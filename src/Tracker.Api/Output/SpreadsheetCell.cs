using System.Globalization;

namespace Tracker.Api.Output;

/// <summary>Spreadsheets run a cell that begins like a formula. Text comes from data that others wrote.</summary>
public static class SpreadsheetCell
{
    /// <summary>The text with an apostrophe before it where a spreadsheet would run it; numbers stay as they are.</summary>
    public static string Disarm(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(text) ? "'" + text : text;

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}
