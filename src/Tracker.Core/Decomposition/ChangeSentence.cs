using System.Globalization;

namespace Tracker.Core.Decomposition;

/// <summary>A decomposition in one sentence: the same words for the same numbers.</summary>
public static class ChangeSentence
{
    /// <summary>Below this part of the larger total a change is rounding.</summary>
    private const double Nothing = 1e-12;

    /// <summary>Such as "conversion in sports rose from 0.05 to 0.06 (+20.0%): +0.008 from how they buy, +0.002 from who buys; the largest
    /// part is region west, +0.006.".</summary>
    /// <param name="decomposition">What is said.</param>
    /// <param name="subject">What changed, in words.</param>
    public static string Of(ChangeDecomposition decomposition, string subject)
    {
        var (before, after, change) = (decomposition.Before, decomposition.After, decomposition.Change);
        var size = Math.Max(Math.Abs(before), Math.Abs(after));
        if (Math.Abs(change) <= Nothing * size)
            return $"{subject} stayed at {Number(before)}.";
        var percent = before > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({100 * change / before:+0.0;-0.0}%)") : "";
        (string Words, double Part)[] parts =
        [
            ("from how many there are", decomposition.Scale),
            ("from who buys", decomposition.Structural),
            ("from how they buy", decomposition.Behavioural),
            ("from refunds", decomposition.Refunds),
        ];
        var said = parts.Where(part => Math.Abs(part.Part) > Nothing * size).OrderByDescending(part => Math.Abs(part.Part));
        var sentence = $"{subject} {(change > 0 ? "rose" : "fell")} from {Number(before)} to {Number(after)}{percent}: "
            + string.Join(", ", said.Select(part => $"{Signed(part.Part)} {part.Words}"));
        return decomposition.Attributes.Count > 0 && decomposition.Segments.FirstOrDefault(part => part.Status != SegmentStatus.Other) is { } first
            ? $"{sentence}; the largest part is {Name(decomposition.Attributes, first)}, {Signed(first.Total)}{Doubt(first)}."
            : $"{sentence}.";
    }

    private static string Name(IReadOnlyList<string> attributes, SegmentPart part) =>
        string.Join(", ", attributes.Select((attribute, i) => $"{attribute} {part.Segment.Values[i]}"))
        + part.Status switch { SegmentStatus.New => " (new)", SegmentStatus.Gone => " (gone)", _ => "" };

    private static string Doubt(SegmentPart part) => part.Interval is { Distinct: false } ? ", which chance may explain" : "";

    private static string Signed(double value) => (value < 0 ? "−" : "+") + Number(Math.Abs(value));

    private static string Number(double value) => value.ToString(
        Math.Abs(value) switch { >= 1000 => "#,##0", >= 10 => "0.00", 0 => "0", >= 0.001 => "0.0000", _ => "0.00e0" }, CultureInfo.InvariantCulture);
}
