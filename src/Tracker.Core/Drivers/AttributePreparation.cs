using System.Globalization;

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
    public static (Candidate? Candidate, LeftOut? LeftOut) Of(AttributeColumn attribute)
    {
        var values = attribute.Values.Select(Known).ToArray();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values.OfType<string>())
            counts[value] = counts.GetValueOrDefault(value) + 1;
        var known = counts.Values.Sum();
        if (known == 0)
            return Out("expected values, all are missing");
        if (counts.Count == 1)
            return Out($"expected two values or more, got only {counts.Keys.Single()}");
        var numbers = Numbers(values, counts.Keys);
        if (numbers is not null)
        {
            return counts.Count == known && known > FewValues && Array.TrueForAll(numbers, number => double.IsNaN(number) || number == Math.Floor(number))
                ? Out("every consumer has a whole number of its own: an id")
                : (Numeric(attribute.Name, numbers), null);
        }

        if (counts.Count > FewValues && 2 * counts.Count > known)
            return Out($"{counts.Count} values in {known} consumers: an id or free text");
        if (counts.Count > FewValues && LeastPerCategory * counts.Count > known)
            return Out($"{counts.Count} values in {known} consumers: fewer than {LeastPerCategory} consumers a value");
        return (Categories(attribute.Name, values, counts), null);

        (Candidate?, LeftOut?) Out(string reason) => (null, new(attribute.Name, reason));
    }

    private static string? Known(string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Equals("nan", StringComparison.OrdinalIgnoreCase) ? null : value.Trim();

    private static double[]? Numbers(string?[] values, IEnumerable<string> distinct)
    {
        var parsed = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var value in distinct)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return null;
            parsed.Add(value, number);
        }

        return Array.ConvertAll(values, value => value is null ? double.NaN : parsed[value]);
    }

    private static Candidate Numeric(string name, double[] numbers)
    {
        var (column, least) = QuantileBins.Of(numbers, NumericBins);
        var greatest = (double[])least.Clone();
        for (var row = 0; row < numbers.Length; row++)
        {
            if (column.Bins[row] > 0)
                greatest[column.Bins[row] - 1] = Math.Max(greatest[column.Bins[row] - 1], numbers[row]);
        }

        return new(name, column, [Candidate.Unknown, .. least.Zip(greatest, (low, high) => low == high ? Text(low) : $"{Text(low)} to {Text(high)}")]);
    }

    private static string Text(double number) => number.ToString(number == Math.Floor(number) ? "R" : "G6", CultureInfo.InvariantCulture);

    private static Candidate Categories(string name, string?[] values, Dictionary<string, int> counts)
    {
        var kept = counts
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostCategories)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var bins = kept.Select((label, i) => (label, Bin: (byte)(i + 1))).ToDictionary(pair => pair.label, pair => pair.Bin, StringComparer.Ordinal);
        var rest = counts.Count - kept.Length;
        string[] labels = [Candidate.Unknown, .. kept, .. rest > 0 ? [$"{Other} ({rest} values)"] : Array.Empty<string>()];
        var column = Array.ConvertAll(values, value => value is null ? BinnedColumn.Missing : bins.GetValueOrDefault(value, (byte)(kept.Length + 1)));
        return new(name, new(column, labels.Length, Ordered: false), labels);
    }
}
