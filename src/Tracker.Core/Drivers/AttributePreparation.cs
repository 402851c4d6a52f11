using System.Globalization;
using Tracker.Core.Panel;

namespace Tracker.Core.Drivers;

/// <summary>Makes candidates of attributes as they come: numbers in quantile bins, categories as they are; ids and free text are left out.</summary>
public static class AttributePreparation
{
    /// <summary>Bins of a numeric attribute; with fewer distinct numbers each is a value of its own.</summary>
    public const int NumericBins = 10;

    /// <summary>Categories that keep their name; rarer ones are "other" together.</summary>
    public const int MostCategories = BinnedColumn.MaxCount - 2;

    /// <summary>With no more distinct values than this an attribute is never taken for an id.</summary>
    private const int FewValues = 20;

    /// <summary>Categories with fewer consumers each, in the mean, say nothing that repeats.</summary>
    private const int LeastPerCategory = 5;

    private const string Other = "other";

    /// <summary>Either the candidate or why it is none.</summary>
    /// <param name="attribute">As it comes.</param>
    /// <param name="least">k: no reason tells a value that fewer consumers have.</param>
    public static (Candidate? Candidate, LeftOut? LeftOut) Of(AttributeColumn attribute, int least = 0)
    {
        var counts = new int[attribute.Values.Count];
        foreach (var code in attribute.Codes)
        {
            if (code != AttributeColumn.Unknown)
                counts[code]++;
        }

        var (known, values) = (counts.Sum(), counts.Count(count => count > 0));
        if (known == 0)
            return Out("expected values, all are missing");
        if (values == 1)
            return Out($"expected two values or more, got only {(known < least ? "one" : attribute.Values[Array.FindIndex(counts, count => count > 0)])}");
        if (Numbers(attribute.Values, counts) is { } numbers)
        {
            return values == known && known > FewValues && numbers.All(number => double.IsNaN(number) || number == Math.Floor(number))
                ? Out("every consumer has a whole number of its own: an id")
                : (Numeric(attribute, numbers), null);
        }

        if (values > FewValues && 2 * values > known)
            return Out($"{values} values in {known} consumers: an id or free text");
        if (values > FewValues && LeastPerCategory * values > known)
            return Out($"{values} values in {known} consumers: fewer than {LeastPerCategory} consumers a value");
        return (Categories(attribute, counts), null);

        (Candidate?, LeftOut?) Out(string reason) => (null, new(attribute.Name, reason));
    }

    /// <summary>The number that each value is, NaN for one that nobody has; null where a value is no number.</summary>
    private static double[]? Numbers(IReadOnlyList<string> values, int[] counts)
    {
        var numbers = new double[values.Count];
        Array.Fill(numbers, double.NaN);
        for (var code = 0; code < numbers.Length; code++)
        {
            if (counts[code] == 0)
                continue;
            if (!double.TryParse(values[code], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return null;
            numbers[code] = number;
        }

        return numbers;
    }

    private static Candidate Numeric(AttributeColumn attribute, double[] byCode)
    {
        var numbers = Array.ConvertAll(attribute.Codes, code => code == AttributeColumn.Unknown ? double.NaN : byCode[code]);
        var (column, least) = QuantileBins.Of(numbers, NumericBins);
        var greatest = (double[])least.Clone();
        for (var row = 0; row < numbers.Length; row++)
        {
            if (column.Bins[row] > 0)
                greatest[column.Bins[row] - 1] = Math.Max(greatest[column.Bins[row] - 1], numbers[row]);
        }

        return new(attribute.Name, column, [AttributeColumn.UnknownText, .. least.Select((low, bin) => low == greatest[bin] ? Text(low) : Between(least, bin))]);
    }

    /// <summary>A bin by the cuts beside it: the least and the greatest number of all may be one consumer's and are not told.</summary>
    private static string Between(double[] cuts, int bin)
    {
        if (bin == cuts.Length - 1)
            return $"{Text(cuts[bin])} or more";
        return bin == 0 ? $"under {Text(cuts[1])}" : $"{Text(cuts[bin])} to under {Text(cuts[bin + 1])}";
    }

    private static string Text(double number) => number.ToString(number == Math.Floor(number) ? "R" : "G6", CultureInfo.InvariantCulture);

    private static Candidate Categories(AttributeColumn attribute, int[] counts)
    {
        var (values, known) = (attribute.Values, counts.Count(count => count > 0));
        int[] kept =
        [
            .. Enumerable.Range(0, counts.Length)
                .Where(code => counts[code] > 0)
                .OrderByDescending(code => counts[code])
                .ThenBy(code => values[code], StringComparer.Ordinal)
                .Take(MostCategories)
                .OrderBy(code => values[code], StringComparer.Ordinal),
        ];
        var rest = known - kept.Length;
        string[] labels = [AttributeColumn.UnknownText, .. kept.Select(code => values[code]), .. rest > 0 ? [$"{Other} ({rest} values)"] : Array.Empty<string>()];
        var bins = new byte[counts.Length];
        Array.Fill(bins, (byte)(kept.Length + 1));
        for (var i = 0; i < kept.Length; i++)
            bins[kept[i]] = (byte)(i + 1);
        var column = Array.ConvertAll(attribute.Codes, code => code == AttributeColumn.Unknown ? BinnedColumn.Missing : bins[code]);
        return new(attribute.Name, new(column, labels.Length, Ordered: false), labels) { LastValues = Math.Max(1, rest) };
    }
}
