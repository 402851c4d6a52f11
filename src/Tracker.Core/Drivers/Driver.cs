namespace Tracker.Core.Drivers;

/// <summary>An attribute ranked by how much it explains of the change.</summary>
public sealed record Driver
{
    public required string Attribute { get; init; }

    /// <summary>From 1, by importance.</summary>
    public required int Rank { get; init; }

    /// <summary>The increase of held-out loss when the attribute is permuted; all together sum to 1, or all are 0 where none helps.</summary>
    public required double Importance { get; init; }

    /// <summary>What splits by it lowered the training loss by, as a share; it favours attributes with many values and ranks nothing.</summary>
    public required double Gain { get; init; }

    /// <summary>The chance of such an increase when no attribute matters, for this attribute alone.</summary>
    public required double P { get; init; }

    /// <summary>The same for the family of all attributes (step-down max-T).</summary>
    public required double Q { get; init; }

    public bool Passes => Q <= DriverOptions.Level;

    /// <summary>ε² of the winsorised change: a check without a model.</summary>
    public required double EpsilonSquared { get; init; }

    /// <summary>The best rank of the middle 95% of resamples.</summary>
    public required int RankLow { get; init; }

    /// <summary>The worst of them.</summary>
    public required int RankHigh { get; init; }

    /// <summary>The share of resamples in which it is among the first three.</summary>
    public required double Top3Frequency { get; init; }

    /// <summary>Null where it does not pass, or where buyers are not known.</summary>
    public required DriverActs? Acts { get; init; }

    /// <summary>Other attributes that carry the same information.</summary>
    public required IReadOnlyList<string> SameAs { get; init; }

    /// <summary>By size of contribution.</summary>
    public required IReadOnlyList<DriverValue> Values { get; init; }
}
