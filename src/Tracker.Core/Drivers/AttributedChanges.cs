using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Drivers;

/// <summary>What is explained and by what: one row a consumer of both months, those without activity included.</summary>
public sealed record AttributedChanges
{
    /// <summary>With fewer consumers there is nothing to learn from and to judge on.</summary>
    public const int LeastConsumers = 20;

    /// <summary>The change of each consumer; finite.</summary>
    public required IReadOnlyList<double> Change { get; init; }

    /// <summary>Candidates, each with a value a consumer.</summary>
    public required IReadOnlyList<AttributeColumn> Attributes { get; init; }

    /// <summary>What each consumer counts, 0 or more; null for all alike.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>The value in the reference month, for the table of values; null where it is not known.</summary>
    public IReadOnlyList<double>? Before { get; init; }

    /// <summary>The value in the month; null where <see cref="Before"/> is.</summary>
    public IReadOnlyList<double>? After { get; init; }

    /// <summary>Of a ratio: what <see cref="Before"/> is divided by, summed over the consumers of a value; null for 1 each.</summary>
    public IReadOnlyList<double>? BeforeBase { get; init; }

    /// <summary>The same of <see cref="After"/>.</summary>
    public IReadOnlyList<double>? AfterBase { get; init; }

    /// <summary>How much of a value each consumer is, for values that must not tell of few; null to count consumers alone.</summary>
    public IReadOnlyList<CellSizes>? Sizes { get; init; }

    /// <summary>Who bought in the reference month and in the month; null where it is not known, then nothing is said of mix and behaviour.</summary>
    public IReadOnlyList<(bool Before, bool After)>? Bought { get; init; }

    /// <exception cref="ArgumentException">Too few consumers, lists of different lengths, or numbers that are not finite.</exception>
    internal void Check()
    {
        var count = Change.Count;
        if (count < LeastConsumers)
            throw new ArgumentException($"drivers need {LeastConsumers} consumers or more, got {count}");
        if (Attributes.Count == 0)
            throw new ArgumentException("expected an attribute or more, got none");
        SameLength(Weights?.Count, "weights");
        SameLength(Before?.Count, "values before");
        SameLength(After?.Count, "values after");
        SameLength(BeforeBase?.Count, "denominators before");
        SameLength(AfterBase?.Count, "denominators after");
        SameLength(Sizes?.Count, "sizes");
        SameLength(Bought?.Count, "buyers");
        foreach (var attribute in Attributes)
            SameLength(attribute.Codes.Length, $"values of {attribute.Name}");
        if (Before is null != After is null)
            throw new ArgumentException("expected values before and after, or neither");
        if (Attributes.GroupBy(attribute => attribute.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"attribute {twice.Key}: expected once, got it {twice.Count()} times");
        AllFinite(Change, "change");
        AllFinite(Before, "value before");
        AllFinite(After, "value after");
        AllFinite(BeforeBase, "denominator before");
        AllFinite(AfterBase, "denominator after");
        AllFinite(Weights, "weight");
        if (Weights is not null && Weights.Any(weight => weight < 0))
            throw new ArgumentException($"weights: expected 0 or more, got {Weights.Min()}");
        if (Weights is not null && Weights.Sum() <= 0)
            throw new ArgumentException("weights: expected one above 0, all are 0");

        void SameLength(int? length, string what)
        {
            if (length is { } other && other != count)
                throw new ArgumentException($"{what}: expected {count}, one a consumer, got {other}");
        }
    }

    private static void AllFinite(IReadOnlyList<double>? numbers, string what)
    {
        for (var row = 0; row < numbers?.Count; row++)
        {
            if (!double.IsFinite(numbers[row]))
                throw new ArgumentException($"{what} of consumer {row + 1}: expected a finite number, got {numbers[row]}");
        }
    }
}
