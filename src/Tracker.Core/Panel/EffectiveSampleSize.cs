namespace Tracker.Core.Panel;

/// <summary>How many consumers of equal weight would tell as much as these do: <c>(Σ w)² / Σ w²</c> (Kish, Survey Sampling, 1965).</summary>
public static class EffectiveSampleSize
{
    /// <summary>Between 1 and the number of consumers with a weight above zero; the number itself when all weights are equal; 0 of
    /// none.</summary>
    /// <param name="weights">Weights by cell, not negative.</param>
    /// <param name="consumers">How many consumers have each weight.</param>
    /// <exception cref="ArgumentException">Not one count for each weight.</exception>
    public static double Of(ReadOnlySpan<double> weights, ReadOnlySpan<int> consumers)
    {
        if (weights.Length != consumers.Length)
            throw new ArgumentException($"expected a count for each of {weights.Length} weights, got {consumers.Length}", nameof(consumers));
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            sum += consumers[i] * weights[i];
            squares += consumers[i] * weights[i] * weights[i];
        }

        return squares == 0 ? 0 : sum * (sum / squares);
    }
}
