using Tracker.Core.Bought;

namespace Tracker.Storage.Results;

/// <summary>What was bought when a metric moved, as it is shown and exported. It holds no time and no id, so identical requests give identical bytes.</summary>
public sealed record PublishedBought : IMoverAnswer
{
    public static string Kind => "bought";

    public static string Table => "tracker.bought";

    public static string IdColumn => "bought_id";

    IReadOnlyList<string> IMoverAnswer.Attributes => [.. Bought.Tested.Keys.Order().Select(kind => kind.ToString())];

    /// <summary>yyyy-MM.</summary>
    public required string Month { get; init; }

    public required string Sector { get; init; }

    public required string Metric { get; init; }

    /// <summary>A month as yyyy-MM.</summary>
    public required string Reference { get; init; }

    /// <summary>Whether the change holds a part of the year's season.</summary>
    public required bool IncludesSeason { get; init; }

    /// <summary>k: no item that fewer bought is shown.</summary>
    public required int LeastConsumers { get; init; }

    /// <summary>What a reader should know beside it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required BoughtItems Bought { get; init; }
}
