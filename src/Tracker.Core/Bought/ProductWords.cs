namespace Tracker.Core.Bought;

/// <summary>What of a product's name is counted.</summary>
public static class ProductWords
{
    /// <summary>A word of fewer letters is none.</summary>
    private const int LeastLetters = 2;

    /// <summary>English words that say nothing of what is bought, and units of how much.</summary>
    private static readonly HashSet<string> Stop =
    [
        "a", "all", "an", "and", "as", "at", "by", "de", "for", "from", "in", "into", "is", "it", "of", "on", "or", "per", "plus", "the", "to", "un", "with", "without",
        "cl", "cm", "ct", "ea", "each", "fl", "ft", "gal", "gm", "gr", "in", "kg", "lb", "lbs", "ltr", "mg", "ml", "mm", "oz", "pc", "pcs", "pk", "pkt", "pt", "qt", "unit", "units",
    ];

    /// <summary>The words that count, each once, in the order of the name: no stop word, no unit, nothing with a digit.</summary>
    public static IReadOnlyList<string> WordsOf(IReadOnlyList<string> name) => [.. name.Where(Counts).Distinct(StringComparer.Ordinal)];

    /// <summary>Words that count and stand beside each other in the name, with a space between, each pair once.</summary>
    public static IReadOnlyList<string> PairsOf(IReadOnlyList<string> name) =>
        [.. name.Zip(name.Skip(1)).Where(pair => Counts(pair.First) && Counts(pair.Second)).Select(pair => $"{pair.First} {pair.Second}").Distinct(StringComparer.Ordinal)];

    private static bool Counts(string word) => word.Length >= LeastLetters && !word.Any(char.IsDigit) && !Stop.Contains(word);
}
