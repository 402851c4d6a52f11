namespace Tracker.Core.Drivers;

/// <summary>How the change is drawn anew as if no attribute mattered.</summary>
public enum NullDraw
{
    /// <summary>
    /// Each consumer's deviation from the mean keeps its size and gets a sign by chance (the wild bootstrap: Wu 1986, Liu 1988). Consumers who spend much also change
    /// much, in both directions: this keeps that, so an attribute of the level is not taken for one of the change.
    /// </summary>
    Signs,

    /// <summary>Changes are permuted across consumers; valid only where their spread is the same for all values of all attributes.</summary>
    Permuted,
}
