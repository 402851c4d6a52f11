namespace Tracker.Core.Bought;

/// <summary>What can be said of what was bought.</summary>
public enum ItemKind
{
    Merchant,
    Brand,
    Product,

    /// <summary>A word of product names.</summary>
    Word,

    /// <summary>Two words that stand beside each other in product names.</summary>
    Pair,
}
