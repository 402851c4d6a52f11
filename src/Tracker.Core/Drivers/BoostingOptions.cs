namespace Tracker.Core.Drivers;

/// <summary>How trees are boosted.</summary>
public sealed record BoostingOptions
{
    /// <summary>The deepest tree that is grown.</summary>
    public const int MaxDepth = 10;

    public BoostingLoss Loss { get; init; } = BoostingLoss.Squared;

    /// <summary>Trees at most, 0 or more.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>What of each tree is added, above 0 and at most 1.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Splits from the root to a leaf at most, 1 to 10.</summary>
    public int Depth { get; init; } = 6;

    /// <summary>λ of the squares of leaf values, 0 or more.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>The least sum of second derivatives in a leaf: for the squared loss, of weights.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>
    /// Categories are ordered by the sum of gradients / (sum of second derivatives + this), so that rare ones do not stand at the ends by chance; the
    /// gain of splitting them has so much added to λ.
    /// </summary>
    public double CategorySmoothing { get; init; } = 10;

    /// <summary>The share of rows held out to say when to stop; 0 grows all rounds.</summary>
    public double HeldOutShare { get; init; }

    /// <summary>Rounds without a lower loss of the held-out rows after which growing stops.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>Chooses the held-out rows.</summary>
    public int Seed { get; init; } = 1;

    /// <exception cref="ArgumentException">An option out of its range.</exception>
    internal void Check()
    {
        if (Rounds < 0)
            throw new ArgumentException($"rounds {Rounds}: expected 0 or more");
        if (LearningRate is not (> 0 and <= 1))
            throw new ArgumentException($"learning rate {LearningRate}: expected above 0, at most 1");
        if (Depth is < 1 or > MaxDepth)
            throw new ArgumentException($"depth {Depth}: expected 1 to {MaxDepth}");
        if (HeldOutShare is not (>= 0 and <= 0.9))
            throw new ArgumentException($"held-out share {HeldOutShare}: expected 0 to 0.9");
        if (!(L2 >= 0) || !(MinChildWeight >= 0) || !(CategorySmoothing >= 0))
            throw new ArgumentException("L2, least child weight and smoothing: expected 0 or more");
    }
}
