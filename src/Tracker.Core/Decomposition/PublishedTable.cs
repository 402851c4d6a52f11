namespace Tracker.Core.Decomposition;

/// <summary>What a result shows, as a partition of the base cells: the finest cells that any result of the mover knows.</summary>
/// <param name="Wanted">For each base cell the segment of the request it is in, from 0.</param>
/// <param name="Merged">For each of those segments whether it is summed into <c>other</c>.</param>
public sealed record PublishedTable(IReadOnlyList<int> Wanted, IReadOnlyList<bool> Merged)
{
    /// <summary>Whether it shows the refunds of each row.</summary>
    public bool HasRefunds { get; init; }

    /// <summary>For each base cell the number of the published row it adds to.</summary>
    internal int RowOf(int cell) => Merged[Wanted[cell]] ? Merged.Count : Wanted[cell];
}
