using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Products of one brand whose names have one word.</summary>
/// <param name="Brand">The brand.</param>
/// <param name="Word">In lower case.</param>
/// <param name="Products">Positions in the catalogue of the sector.</param>
internal sealed record Goods(string Brand, string Word, ushort[] Products)
{
    private const int ClearProducts = 3;

    public ushort Draw(ref RandomStream random) => Products[random.Below(Products.Length)];

    /// <exception cref="ArgumentException">The sector has no such brand, or the brand no product with the word.</exception>
    public static Goods Of(PlannedGoods planned, int sector, ref RandomStream random)
    {
        var (brands, products) = (Catalogue.Brands(sector), Catalogue.Products(sector));
        var brand = planned.Brand == PlannedPlant.Auto ? random.Below(brands.Length) : Array.IndexOf(brands, planned.Brand);
        if (brand < 0)
            throw new ArgumentException($"brand {planned.Brand}: expected one of {string.Join(", ", brands)}");
        var own = Enumerable.Range(brand * Catalogue.ProductsPerBrand, Catalogue.ProductsPerBrand).ToArray();
        var counts = own.SelectMany(product => Words(products[product])).CountBy(word => word).OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        string[] words = [.. counts.Select(one => one.Key)];

        // Of a word that only one or two products have, the other words of these grow as much.
        string[] clear = [.. counts.Where(one => one.Value >= ClearProducts).Select(one => one.Key)];
        var word = planned.Word == PlannedPlant.Auto ? clear[random.Below(clear.Length)] : planned.Word.ToLowerInvariant();
        return words.Contains(word)
            ? new(brands[brand], word, [.. own.Where(product => Words(products[product]).Contains(word)).Select(product => (ushort)product)])
            : throw new ArgumentException($"word {word}: expected one of {string.Join(", ", words)}");
    }

    private static string[] Words(string product) => product.ToLowerInvariant().Split(' ');
}
