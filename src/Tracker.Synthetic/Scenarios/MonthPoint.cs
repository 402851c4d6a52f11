using System.Globalization;
using Tracker.Core.Panel;

namespace Tracker.Synthetic.Scenarios;

/// <summary>A month of a scenario: so many before the last of the panel, or a calendar month. <c>default</c> is the last.</summary>
public readonly record struct MonthPoint
{
    private const string LastName = "last";

    private readonly int back;
    private readonly Month? month;

    private MonthPoint(int back, Month? month) => (this.back, this.month) = (back, month);

    public static MonthPoint Last => default;

    public static MonthPoint Before(int months) =>
        months >= 0 ? new(months, null) : throw new ArgumentException($"months before the last {months}: expected 0 or more");

    public static MonthPoint At(Month month) => new(0, month);

    /// <summary>Reads "last", "last-3" or "2025-08".</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static MonthPoint Parse(string text)
    {
        if (text == LastName)
            return Last;
        if (text.StartsWith(LastName + "-", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(LastName.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var back))
            return Before(back);
        return Month.TryParse(text, out var month) ? At(month) : throw new FormatException($"month {text}: expected last, last-3 or yyyy-MM");
    }

    /// <summary>The position in a span of months.</summary>
    /// <exception cref="ArgumentException">It lies outside.</exception>
    public int In(Month first, Month last)
    {
        var position = month is { } at ? at - first : last - first - back;
        return position >= 0 && position <= last - first
            ? position
            : throw new ArgumentException($"month {this} of the scenario: expected a month of the panel, {first} to {last}");
    }

    public override string ToString() => month?.ToString() ?? (back == 0 ? LastName : $"{LastName}-{back}");
}
