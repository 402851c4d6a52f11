namespace Tracker.Core.Bought;

/// <summary>How much of a sector went to an item in two months.</summary>
public sealed record BoughtItem
{
    /// <summary>Stands between words that exactly the same products have.</summary>
    public const string Between = " / ";

    public required ItemKind Kind { get; init; }

    /// <summary>Its name; <see cref="ItemLabels.Unknown"/> for what the data does not name, "other (n)" for several.</summary>
    public required string Item { get; init; }

    /// <summary>What was spent on it in the reference month, weighted, in units of the currency; or how often it was bought.</summary>
    public required double Before { get; init; }

    /// <summary>The same in the month.</summary>
    public required double After { get; init; }

    /// <summary><see cref="Before"/> as a share of the sector's.</summary>
    public required double ShareBefore { get; init; }

    public required double ShareAfter { get; init; }

    /// <summary>ShareAfter − ShareBefore.</summary>
    public double Change => ShareAfter - ShareBefore;

    /// <summary>Lower end of the change's 95% interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>The chance of such a change when consumers change as often one way as the other; null for what is unknown or other.</summary>
    public required double? P { get; init; }

    /// <summary>The same for the family of all items; null where <see cref="P"/> is.</summary>
    public required double? Q { get; init; }

    /// <summary>What the share rose by a month in the year before the month; null where it was not looked at, or where few bought it, or anything else, in one of the months.</summary>
    public double? Trend { get; init; }

    /// <summary>The standard error of <see cref="Trend"/>.</summary>
    public double? TrendError { get; init; }

    public bool Passes => Q <= BoughtItems.Level;

    /// <summary>Bought in the month alone.</summary>
    public bool IsNew => Before == 0;

    /// <summary>Bought in the reference month alone.</summary>
    public bool IsGone => After == 0;
}
