namespace Tracker.Core.Panel;

/// <summary>How far the weights of a month reach the population targets.</summary>
public enum WeightingOutcome
{
    /// <summary>There are no targets: every consumer has the same weight.</summary>
    NoTargets,

    /// <summary>Every target, after merging, is reproduced to 1e-9.</summary>
    Exact,

    /// <summary>As <see cref="Exact"/>, but only with weights above the limit of trimming.</summary>
    AboveLimit,

    /// <summary>No weights reach all targets: margins with different totals, or margins that the cells of the panel cannot meet
    /// together. The weights are those of the last cycle, and the gap says by how much they miss.</summary>
    Contradictory,

    /// <summary>No active consumer is in any cell of the targets: all have the same weight.</summary>
    OutsideTargets,
}
