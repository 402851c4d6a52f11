namespace Tracker.Core.Drivers;

/// <summary>How drivers are ranked and tested (docs/methods/drivers.md has the reasons).</summary>
public sealed record DriverOptions
{
    /// <summary>A driver passes at this q or below.</summary>
    public const double Level = 0.05;

    public static DriverOptions Default { get; } = new();

    /// <summary>Chooses folds, permutations, null draws and resamples.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folds of the published importance, 2 or more.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Refits of the null, 19 or more: the least q is 1 / (refits + 1).</summary>
    public int NullRefits { get; init; } = 200;

    /// <summary>Resamples for the interval of ranks, 1 or more.</summary>
    public int Resamples { get; init; } = 50;

    /// <summary>Consumers that a refit is fitted and judged on, at most; 40 or more.</summary>
    public int TestRows { get; init; } = 20_000;

    public NullDraw Null { get; init; } = NullDraw.Signs;

    /// <summary>Values of a driver with fewer consumers are shown together; 0 shows all.</summary>
    public int MinConsumers { get; init; }

    /// <summary>The boosting of the published importance.</summary>
    public BoostingOptions Boosting { get; init; } = new() { Depth = 2, L2 = 10, MinChildWeight = 20, HeldOutShare = 0.2 };

    /// <summary>The boosting of null refits and resamples: as many trees in each, so that they are alike.</summary>
    public BoostingOptions RefitBoosting { get; init; } = new() { Rounds = 10, LearningRate = 0.2, Depth = 2, L2 = 10, MinChildWeight = 20 };

    internal BoostingOptions Refits(BoostingLoss loss) => RefitBoosting with { Loss = loss };

    /// <exception cref="ArgumentException">An option out of its range.</exception>
    internal void Check()
    {
        AtLeast(Folds, 2, "folds");
        AtLeast(NullRefits, 19, "null refits");
        AtLeast(Resamples, 1, "resamples");
        AtLeast(TestRows, 40, "consumers of a refit");
        AtLeast(MinConsumers, 0, "least consumers of a value");
        Boosting.Check();
        RefitBoosting.Check();
    }

    private static void AtLeast(int value, int least, string name)
    {
        if (value < least)
            throw new ArgumentException($"{name}: expected {least} or more, got {value}");
    }
}
