using Tracker.Core.Bought;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Bought;

/// <summary>Two months of purchases, by names.</summary>
internal sealed class Shop
{
    public static readonly Month Reference = new(2025, 4);
    public static readonly Month Month = new(2025, 5);

    private readonly Dictionary<string, int> merchants = [], brands = [], products = [];
    private readonly List<Purchase> before = [], after = [];
    private readonly Dictionary<int, double> weights = [];

    public ItemLabels Labels => new(
        Named(merchants), Named(brands), Named(products), products.ToDictionary(one => one.Value, IReadOnlyList<string> (one) => one.Key.ToLowerInvariant().Split(' ')));

    public SectorPurchases Before => new(Reference, Weights, before);

    public SectorPurchases After => new(Month, Weights, after);

    private double[] Weights => [.. Enumerable.Range(0, 1 + before.Concat(after).Max(one => one.Consumer)).Select(i => weights.GetValueOrDefault(i, 1))];

    public Shop Buys(Month month, int consumer, string merchant = "", string brand = "", string product = "", long cents = 100)
    {
        (month == Month ? after : before).Add(new(consumer, Number(merchants, merchant), Number(brands, brand), Number(products, product), cents));
        return this;
    }

    public Shop InBoth(int from, int to, string merchant = "", string brand = "", string product = "", long cents = 100)
    {
        for (var consumer = from; consumer < to; consumer++)
            Buys(Reference, consumer, merchant, brand, product, cents).Buys(Month, consumer, merchant, brand, product, cents);
        return this;
    }

    public Shop Weighing(int consumer, double weight)
    {
        weights[consumer] = weight;
        return this;
    }

    /// <summary>Consumers who keep to a shop and a brand, some of whom buy much, and of whom nobody changes.</summary>
    public static Shop Loyal(int seed, int consumers, int most = 20)
    {
        var (shop, random) = (new Shop(), new Random(seed));
        for (var i = 0; i < consumers; i++)
        {
            var (merchant, brand, rate) = ($"m{random.Next(5)}", $"b{random.Next(6)}", random.Next(20) == 0 ? most : 1.5);
            foreach (var month in new[] { Reference, Month })
            {
                for (var more = (int)(-rate * Math.Log(1 - random.NextDouble())); more > 0; more--)
                    shop.Buys(month, i, merchant, random.Next(4) == 0 ? $"b{random.Next(6)}" : brand, $"{new[] { "red", "green", "blue" }[random.Next(3)]} {new[] { "tea", "mug" }[random.Next(2)]}", random.Next(100, 900));
            }
        }

        return shop;
    }

    public BoughtItems Ranked(bool ofSpend = true, int least = 11) => BoughtRanking.Of(Before, After, Labels, ofSpend, least).Items;

    private static int Number(Dictionary<string, int> numbers, string name) =>
        name.Length == 0 ? 0 : numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count + 1;

    private static Dictionary<int, string> Named(Dictionary<string, int> numbers) => numbers.ToDictionary(one => one.Value, one => one.Key);
}
