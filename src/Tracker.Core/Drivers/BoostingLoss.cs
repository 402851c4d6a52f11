namespace Tracker.Core.Drivers;

/// <summary>What boosting lowers.</summary>
public enum BoostingLoss
{
    /// <summary>(score − target)².</summary>
    Squared,

    /// <summary>ln(1 + e^score) − target·score: the log loss of a target that is 0, 1 or a share between.</summary>
    Logistic,
}

/// <summary>Values and derivatives of the losses, for one row of weight 1.</summary>
internal static class BoostingLosses
{
    /// <summary>A mean target this near 0 or 1 gives a finite score to begin with.</summary>
    private const double LeastShare = 1e-6;

    public static double Value(this BoostingLoss loss, double score, double target) => loss switch
    {
        BoostingLoss.Squared => (score - target) * (score - target),
        _ => Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score))) - target * score,
    };

    /// <summary>What moving scores adds to the weighted sum of losses.</summary>
    public static double Increase(this BoostingLoss loss, double[] scores, double[] moves, double[] targets, double[] weights)
    {
        var increase = 0.0;
        for (var i = 0; i < moves.Length; i++)
        {
            increase += weights[i] * (loss == BoostingLoss.Squared
                ? moves[i] * (2 * (scores[i] - targets[i]) + moves[i])
                : loss.Value(scores[i] + moves[i], targets[i]) - loss.Value(scores[i], targets[i]));
        }

        return increase;
    }

    /// <summary>The score that fits a mean target without any feature.</summary>
    public static double Begin(this BoostingLoss loss, double mean)
    {
        if (loss == BoostingLoss.Squared)
            return mean;
        var share = Math.Clamp(mean, LeastShare, 1 - LeastShare);
        return Math.Log(share / (1 - share));
    }

    /// <summary>First and second derivative by the score; of the squared loss half of them, as is usual.</summary>
    public static (double Gradient, double Curvature) Derivatives(this BoostingLoss loss, double score, double target)
    {
        if (loss == BoostingLoss.Squared)
            return (score - target, 1);
        var share = 1 / (1 + Math.Exp(-score));
        return (share - target, share * (1 - share));
    }
}
