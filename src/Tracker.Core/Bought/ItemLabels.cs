using Tracker.Core.Panel;

namespace Tracker.Core.Bought;

/// <summary>What the numbers of purchases are called.</summary>
/// <param name="Merchants">By number.</param>
/// <param name="Brands">By number.</param>
/// <param name="Products">By number.</param>
/// <param name="Words">The words of each product's name in their order, in lower case.</param>
public sealed record ItemLabels(
    IReadOnlyDictionary<int, string> Merchants,
    IReadOnlyDictionary<int, string> Brands,
    IReadOnlyDictionary<int, string> Products,
    IReadOnlyDictionary<int, IReadOnlyList<string>> Words)
{
    /// <summary>What purchases without a label have.</summary>
    public const string Unknown = AttributeColumn.UnknownText;

    internal string NameOf(ItemKind kind, int label)
    {
        if (label == 0)
            return Unknown;
        return kind switch { ItemKind.Merchant => Merchants[label], ItemKind.Brand => Brands[label], _ => Products[label] };
    }
}
