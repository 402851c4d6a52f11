namespace Tracker.Core.Bought;

/// <summary>Which purchases the items that are shown are of: by kind and label their places among the items of the kind.</summary>
/// <param name="OfSpend">Whether shares are of money.</param>
/// <param name="Places">Of kinds that the data names.</param>
public sealed record ShownItems(bool OfSpend, IReadOnlyDictionary<ItemKind, IReadOnlyDictionary<int, int[]>> Places);
