using Tracker.Api.Answers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Movers;

/// <summary>What a month is compared with, in a request.</summary>
internal static class ReferenceName
{
    /// <summary>As stored: a month as yyyy-MM, or <see cref="PublishedDecomposition.Expected"/>; null for null.</summary>
    /// <param name="text">A month, so many months back, or expected.</param>
    /// <param name="month">That is explained; null where none is named, and then months back are refused.</param>
    /// <param name="expected">Whether what was expected is a reference.</param>
    /// <exception cref="Problem">It is none of them.</exception>
    public static string? Check(string? text, Month? month, bool expected)
    {
        if (text is null || (expected && text == PublishedDecomposition.Expected))
            return text;
        if (Month.TryParse(text, out var named))
            return named.ToString();
        if (text is not ("1" or "2" or "3" or "12"))
            throw Problem.BadRequest($"reference: expected {(expected ? "expected, " : "")}a month as yyyy-MM, or 1, 2, 3 or 12 months back");
        if (month is not { } after)
            throw Problem.BadRequest($"reference {text}: expected a month beside it");
        return after - new Month(1, 1) >= 12 ? (after - int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToString() : text;
    }
}
