namespace Tracker.Core.Decomposition;

/// <summary>In which of the two months a segment has a denominator.</summary>
public enum SegmentStatus
{
    /// <summary>In both; also one that has none in either, whose effects are 0.</summary>
    Both,

    /// <summary>In the month after alone.</summary>
    New,

    /// <summary>In the month before alone.</summary>
    Gone,

    /// <summary>Several segments merged or summed.</summary>
    Other,
}
