using Tracker.Core.Bought;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Drawing;

/// <summary>The purchases of a month as the files have them, numbered from 1 as a warehouse would number them.</summary>
internal static class MonthPurchases
{
    public static IReadOnlyList<Purchase> Draw(PanelModel model, int month, int sector, CancellationToken cancellation)
    {
        var rows = new MonthRows();
        rows.Draw(model, month, cancellation);
        var numbers = Numbers(sector);
        var purchases = new List<Purchase>();
        for (var i = 0; i < rows.Count; i++)
        {
            ref readonly var row = ref rows[i];
            if (row.Sector == sector && row.Kind == EventKind.Purchase)
                purchases.Add(new(row.Consumer, row.Merchant + 1, row.Product / Catalogue.ProductsPerBrand + 1, numbers[row.Product], row.Cents));
        }

        return purchases;
    }

    public static ItemLabels LabelsOf(int sector)
    {
        var (numbers, products) = (Numbers(sector), Catalogue.Products(sector));
        var names = products.Zip(numbers).DistinctBy(one => one.Second).ToDictionary(one => one.Second, one => one.First);
        return new(
            Numbered(Catalogue.Merchants(sector)), Numbered(Catalogue.Brands(sector)), names,
            names.ToDictionary(one => one.Key, IReadOnlyList<string> (one) => one.Value.ToLowerInvariant().Split(' ')));
    }

    /// <summary>Products of one name have one number.</summary>
    private static int[] Numbers(int sector)
    {
        var products = Catalogue.Products(sector);
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in products)
            known.TryAdd(name, known.Count + 1);
        return Array.ConvertAll(products, name => known[name]);
    }

    private static Dictionary<int, string> Numbered(string[] names) => names.Select((name, i) => (name, i)).ToDictionary(one => one.i + 1, one => one.name);
}
