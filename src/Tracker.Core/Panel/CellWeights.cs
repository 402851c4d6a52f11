namespace Tracker.Core.Panel;

/// <summary>The weights of one month by weighting cell, and what they cost. Weights are kept in two factors: the mean weight, and weights
/// relative to it, whose mean over the active consumers is 1.</summary>
public sealed record CellWeights
{
    private CellWeights(double population, int consumers, double[] relative) =>
        (Population, Consumers, Relative) = (population, consumers, relative);

    /// <summary>The people that the active consumers stand for.</summary>
    public double Population { get; }

    /// <summary>The active consumers of the month, unweighted.</summary>
    public int Consumers { get; }

    /// <summary>By cell, in the order of the month's cells; empty where every consumer has the mean weight.</summary>
    public IReadOnlyList<double> Relative { get; }

    /// <summary>People a consumer stands for in the mean: population / active consumers; 0 in a month without any.</summary>
    public double Mean => Consumers == 0 ? 0 : Population / Consumers;

    /// <summary>See <see cref="Panel.EffectiveSampleSize"/>.</summary>
    public double EffectiveSampleSize { get; private init; }

    /// <summary>The largest weight of an active consumer, in people.</summary>
    public double LargestWeight { get; private init; }

    /// <summary>Active consumers whose weight was cut at the limit of trimming before the last raking.</summary>
    public int Trimmed { get; private init; }

    /// <summary>Active consumers in no cell of the targets: a value is unknown, or the targets do not name it. They have the mean
    /// weight.</summary>
    public int Outside { get; private init; }

    public IReadOnlyList<MergedCell> Merged { get; private init; } = [];

    public WeightingOutcome Outcome { get; private init; }

    /// <summary>The largest relative difference between a target and the weighted total of its consumers.</summary>
    public double LargestGap { get; private init; }

    /// <summary>Every consumer has the weight population / active consumers.</summary>
    public static CellWeights Uniform(double population, int consumers) =>
        new(population, consumers, []) { EffectiveSampleSize = consumers, LargestWeight = consumers == 0 ? 0 : population / consumers };

    /// <summary>Uniform weights for want of an active consumer in any cell of the targets.</summary>
    internal static CellWeights OutsideOf(double population, int consumers) =>
        Uniform(population, consumers) with { Outcome = WeightingOutcome.OutsideTargets, Outside = consumers };

    /// <summary>Weights that were fitted; a cell outside the targets gets the mean.</summary>
    internal static CellWeights Fitted(MarginFit fit, double[] weights, WeightingOutcome outcome, double gap, int trimmed)
    {
        var mean = fit.Population / fit.AllConsumers;
        double[] relative = [.. weights.Select((weight, cell) => fit.IsInside(cell) ? weight / mean : 1)];
        var largest = relative.Where((_, cell) => fit.Consumers[cell] > 0).Max();
        return new(fit.Population, fit.AllConsumers, relative)
        {
            EffectiveSampleSize = Panel.EffectiveSampleSize.Of(relative, fit.Consumers),
            LargestWeight = mean * largest,
            Trimmed = trimmed,
            Outside = fit.AllConsumers - fit.InsideConsumers,
            Merged = fit.Merged,
            Outcome = outcome,
            LargestGap = gap,
        };
    }
}
