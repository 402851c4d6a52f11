namespace Tracker.Core.Forecasting;

/// <summary>Weights of models from how likely each makes what was seen: the mean of many fits in place of the best one.</summary>
internal static class Likelihoods
{
    /// <summary>A model with less than this part of the best one's weight is left out.</summary>
    private const double Negligible = 1e-6;

    /// <summary>Turns deviances (minus twice the log-likelihood) into weights that sum to 1: e^(−deviance × temper / 2).</summary>
    /// <param name="deviances">One a model; weights afterwards.</param>
    /// <param name="temper">1 takes the likelihood at its word; below, it counts as that part of the values, since models this alike are
    /// all wrong.</param>
    public static void ToWeights(Span<double> deviances, double temper)
    {
        var best = double.PositiveInfinity;
        foreach (var deviance in deviances)
            best = Math.Min(best, deviance);
        var sum = 0.0;
        foreach (ref var value in deviances)
        {
            value = Math.Exp(-0.5 * temper * (value - best));
            if (value < Negligible)
                value = 0;
            sum += value;
        }

        foreach (ref var value in deviances)
            value /= sum;
    }
}
