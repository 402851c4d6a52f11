namespace Tracker.Core.Bought;

/// <summary>One purchase; 0 stands for a merchant, brand or product that the data does not name.</summary>
/// <param name="Consumer">The consumer's number.</param>
/// <param name="Merchant">The merchant's.</param>
/// <param name="Brand">The brand's.</param>
/// <param name="Product">The product's.</param>
/// <param name="Cents">What was paid, before refunds; above 0.</param>
public readonly record struct Purchase(int Consumer, int Merchant, int Brand, int Product, long Cents)
{
    /// <summary>The label of a kind; words are of the product.</summary>
    public int LabelOf(ItemKind kind) => kind switch { ItemKind.Merchant => Merchant, ItemKind.Brand => Brand, _ => Product };
}
