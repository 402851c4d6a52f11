namespace Tracker.Core.Drivers;

/// <summary>A feature as trees read it: one byte a row.</summary>
/// <param name="Bins">The bin of each row, from 0 to <paramref name="Count"/> − 1; 0 is missing.</param>
/// <param name="Count">Bins, that of missing included: 1 to 256.</param>
/// <param name="Ordered">Whether bins from 1 are in order, as quantiles are; else they are categories.</param>
public sealed record BinnedColumn(byte[] Bins, int Count, bool Ordered)
{
    /// <summary>The bin of rows without a value.</summary>
    public const byte Missing = 0;

    /// <summary>The most bins of a feature, that of missing included.</summary>
    public const int MaxCount = 256;
}
