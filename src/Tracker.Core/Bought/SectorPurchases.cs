using Tracker.Core.Panel;

namespace Tracker.Core.Bought;

/// <summary>The purchases of a sector in a month.</summary>
/// <param name="Month">The calendar month.</param>
/// <param name="Weights">By consumer: the people that the consumer stands for.</param>
/// <param name="Purchases">In any order.</param>
public sealed record SectorPurchases(Month Month, double[] Weights, IReadOnlyList<Purchase> Purchases);
