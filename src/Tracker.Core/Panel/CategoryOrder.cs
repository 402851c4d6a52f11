using System.Globalization;

namespace Tracker.Core.Panel;

/// <summary>
/// The natural order of an attribute's values, where they have one: every value begins with a number, as in <c>18-24, 25-34, 65+</c> or
/// <c>&lt;20k, 20k-40k, &gt;40k</c>. A sign of currency may stand before it.
/// </summary>
internal sealed class CategoryOrder
{
    private readonly Dictionary<string, int> ranks = [];

    private CategoryOrder(IEnumerable<string> inOrder)
    {
        foreach (var value in inOrder)
            ranks.Add(value, ranks.Count);
    }

    /// <summary>Null where the values have no natural order.</summary>
    public static CategoryOrder? Of(IEnumerable<string> values)
    {
        var keys = values.Distinct().Select(value => (Value: value, Key: KeyOf(value))).ToArray();
        return Array.Exists(keys, one => one.Key is null)
            ? null
            : new(keys.OrderBy(one => one.Key).ThenBy(one => one.Value, StringComparer.Ordinal).Select(one => one.Value));
    }

    /// <summary>Steps between two values, as a share of all steps: above 0 for two that differ, at most 1.</summary>
    public double Distance(string one, string other) => Math.Abs(ranks[one] - ranks[other]) / (double)Math.Max(1, ranks.Count - 1);

    /// <summary>The number at the beginning; below it, "less than" it; above it, "more than" it.</summary>
    private static (double Number, int Side)? KeyOf(string value)
    {
        var begin = 0;
        while (begin < value.Length && (char.IsSymbol(value[begin]) || char.IsWhiteSpace(value[begin])))
            begin++;
        if (begin < value.Length && value[begin] == '-')
            begin++;
        var end = begin;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || (value[end] == '.' && end > begin)))
            end++;
        if (end == begin || !double.TryParse(value.AsSpan(begin, end - begin).TrimEnd('.'), CultureInfo.InvariantCulture, out var number))
            return null;
        var side = value.Contains('<', StringComparison.Ordinal) || value.Contains('≤', StringComparison.Ordinal) ? -1
            : value.Contains('>', StringComparison.Ordinal) || value.Contains('≥', StringComparison.Ordinal) || value.EndsWith('+') ? 1
            : 0;
        return (begin > 0 && value[begin - 1] == '-' ? -number : number, side);
    }
}
