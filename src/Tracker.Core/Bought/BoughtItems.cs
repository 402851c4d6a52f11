namespace Tracker.Core.Bought;

/// <summary>What consumers of a sector bought in a month against a reference month.</summary>
public sealed record BoughtItems
{
    /// <summary>The change of an item's share passes at this q or below.</summary>
    public const double Level = 0.05;

    /// <summary>Items of a kind that are shown at most; of merchants, brands and products the rest is in "other".</summary>
    public const int MostShown = 50;

    /// <summary>Whether shares are of what was spent; else of how often something was bought.</summary>
    public required bool OfSpend { get; init; }

    /// <summary>Consumers who bought in the sector in either month.</summary>
    public required int Buyers { get; init; }

    /// <summary>By kind, then by chance, then by size of change; unknown and other last.</summary>
    public required IReadOnlyList<BoughtItem> Items { get; init; }

    /// <summary>How many items of each kind were tested; kinds of which the data names none are absent.</summary>
    public required IReadOnlyDictionary<ItemKind, int> Tested { get; init; }

    public bool AnyPasses => Items.Any(item => item.Passes);
}
