using System.Globalization;
using Tracker.Api.Answers;
using Tracker.Api.Movers;
using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Api.Pages;

/// <summary>What a month can be compared with, as people choose it.</summary>
/// <param name="Value">In the address.</param>
/// <param name="Name">In words.</param>
internal sealed record ReferenceChoice(string Value, string Name)
{
    private static readonly int[] Back = [1, 2, 3, 12];
    private static readonly Month First = new(1, 1);

    /// <summary>What was expected, and the months back that the data has; the one that was asked for too.</summary>
    /// <param name="month">That is compared.</param>
    /// <param name="asked">As <see cref="Checked"/>; null for nothing.</param>
    /// <param name="known">Months of the data.</param>
    public static IReadOnlyList<ReferenceChoice> Of(Month month, string? asked, IReadOnlyCollection<Month> known)
    {
        var choices = new List<ReferenceChoice> { new(PublishedDecomposition.Expected, "what was expected") };
        choices.AddRange(Back.Where(back => month - First >= back && known.Contains(month - back)).Select(back => new ReferenceChoice((month - back).ToString(), $"{Figures.Name(month - back)}, {Distance(back)}")));
        if (asked is not null && choices.All(choice => choice.Value != asked))
            choices.Add(new(asked, NameOf(asked)));
        return choices;
    }

    /// <summary>As stored: expected, or a month as yyyy-MM.</summary>
    /// <exception cref="Problem">It is no reference.</exception>
    public static string? Checked(string? asked, Month? month) => ReferenceName.Check(asked, month, expected: true);

    /// <summary>October 2024; or what was expected.</summary>
    public static string NameOf(string reference) => Month.TryParse(reference, out var month) ? Figures.Name(month) : "what was expected";

    /// <summary>Null where it is no month.</summary>
    public static string? MonthOf(string? reference) => Month.TryParse(reference, out var month) ? month.ToString() : null;

    private static string Distance(int back) => back switch
    {
        1 => "the month before",
        12 => "a year before",
        _ => string.Create(CultureInfo.InvariantCulture, $"{back} months before"),
    };
}
