using Tracker.Api.Answers;

namespace Tracker.Api.Movers;

/// <summary>The orders in which movers can be asked for; a minus before the name turns it round. Ties stand by rank.</summary>
internal static class MoverOrder
{
    public const string Usual = "rank";

    private static readonly IReadOnlyDictionary<string, Comparison<MoverRow>> Orders = new Dictionary<string, Comparison<MoverRow>>
    {
        ["rank"] = (left, right) => left.Rank.CompareTo(right.Rank),
        ["cii"] = (left, right) => left.Cii.CompareTo(right.Cii),
        ["impact"] = (left, right) => left.Impact.CompareTo(right.Impact),
        ["percentChange"] = (left, right) => Nullable.Compare(left.PercentChange, right.PercentChange),
        ["shareOfPanel"] = (left, right) => Nullable.Compare(left.ShareOfPanel, right.ShareOfPanel),
        ["sector"] = (left, right) => string.CompareOrdinal(left.Sector, right.Sector),
        ["metric"] = (left, right) => string.CompareOrdinal(left.Metric, right.Metric),
    };

    /// <exception cref="Problem">There is no such order.</exception>
    public static IEnumerable<MoverRow> Sorted(IReadOnlyList<MoverRow> byRank, string? order)
    {
        if (order is null or Usual)
            return byRank;
        var falling = order.StartsWith('-');
        return Orders.TryGetValue(falling ? order[1..] : order, out var comparison)
            ? byRank.Order(Comparer<MoverRow>.Create(falling ? (left, right) => comparison(right, left) : comparison)) // stable
            : throw Problem.BadRequest($"sort: expected one of {string.Join(", ", Orders.Keys)}, or one of them after a minus");
    }
}
