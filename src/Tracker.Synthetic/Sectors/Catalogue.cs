using System.Text;
using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Sectors;

/// <summary>Merchants, brands and products of one sector as the bytes of their columns. The same in every panel.</summary>
internal sealed class Catalogue
{
    public const int MerchantCount = 20;
    public const int BrandCount = 12;
    public const int ProductsPerBrand = 25;

    // Entries of the tables from which a merchant or product is drawn: fine enough for the rarest.
    private const int MerchantTable = 1024;
    private const int ProductTable = 16384;

    private readonly byte[][] merchants;
    private readonly byte[][] products;
    private readonly ushort[] merchantTable;
    private readonly ushort[] productTable;

    private Catalogue(SectorProfile sector, int position)
    {
        var places = Seeds.Words["places"];
        merchants = [.. Enumerable.Range(0, MerchantCount)
            .Select(m => Encoding.UTF8.GetBytes($"{places[(m + 7 * position) % places.Length]} {sector.Shops[m % sector.Shops.Count]}"))];
        products = [.. from brand in Enumerable.Range(0, BrandCount)
                       from product in Enumerable.Range(0, ProductsPerBrand)
                       select Encoding.UTF8.GetBytes($"{Brand(position, brand)},{Product(sector, brand, product)}")];
        merchantTable = Choice.Table([.. Enumerable.Range(0, MerchantCount).Select(m => 1.0 / (m + 2))], MerchantTable);
        productTable = Choice.Table(
            [.. Enumerable.Range(0, products.Length).Select(p => 1.0 / (p / ProductsPerBrand + 2) / (p % ProductsPerBrand + 3))], ProductTable);
        Name = Encoding.UTF8.GetBytes(sector.Name);
    }

    /// <summary>In the order of <see cref="Seeds.Sectors"/>.</summary>
    public static IReadOnlyList<Catalogue> All { get; } = [.. Seeds.Sectors.Select((sector, position) => new Catalogue(sector, position))];

    /// <summary>The sector's name.</summary>
    public byte[] Name { get; }

    public ushort DrawMerchant(ref RandomStream random) => merchantTable[random.Below(MerchantTable)];

    public ushort DrawProduct(ref RandomStream random) => productTable[random.Below(ProductTable)];

    public ReadOnlySpan<byte> Merchant(int merchant) => merchants[merchant];

    /// <summary>Brand and product: two columns with the comma between them.</summary>
    public ReadOnlySpan<byte> BrandAndProduct(int product) => products[product];

    public static string[] Merchants(int sector) => [.. All[sector].merchants.Select(Encoding.UTF8.GetString)];

    /// <summary>The brands of a sector, those most bought first.</summary>
    public static string[] Brands(int sector) => [.. Enumerable.Range(0, BrandCount).Select(brand => Brand(sector, brand))];

    /// <summary>The names of the products of a sector in the order of their numbers; several brands have products of one name.</summary>
    public static string[] Products(int sector) =>
        [.. from brand in Enumerable.Range(0, BrandCount) from product in Enumerable.Range(0, ProductsPerBrand) select Product(Seeds.Sectors[sector], brand, product)];

    private static string Brand(int sector, int brand)
    {
        // 12 of 240 names a sector; a stride without common divisor keeps the brands of a sector apart and lets sectors share some.
        var (first, second) = (Seeds.Words["brand_first"], Seeds.Words["brand_second"]);
        var name = (sector * 47 + brand * 67) % (first.Length * second.Length);
        return $"{first[name % first.Length]} {second[name / first.Length]}";
    }

    private static string Product(SectorProfile sector, int brand, int product)
    {
        var modifiers = Seeds.Words["modifiers"];
        var noun = sector.Nouns[product % sector.Nouns.Count];
        var modifier = modifiers[(product / sector.Nouns.Count * 5 + product + brand) % modifiers.Length];
        return $"{modifier} {noun}";
    }
}
