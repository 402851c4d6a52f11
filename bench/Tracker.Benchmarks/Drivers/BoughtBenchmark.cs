using System.Globalization;
using MathNet.Numerics;
using Tracker.Core.Bought;
using Tracker.Core.Decomposition;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Synthetic;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Whether what was bought is found where a brand and a word are planted, and nothing where nothing changed.</summary>
internal static class BoughtBenchmark
{
    private const int QuietPanels = 400;
    private const int PlantedPanels = 50;
    private const int SwappedDraws = 200;
    private const string Kettle = "KETTLE";

    private static readonly Sector[] QuietSectors = [new("Groceries"), new("Fast Food"), new("Pharmacy"), new("Apparel")];

    public static void Run(TextWriter output, TextWriter notes)
    {
        output.WriteLine("Quiet movers, two months a year apart:");
        output.WriteLine();
        output.WriteLine("| panel | test | any item of any kind passes | p ≤ 0.05 among the items tested |");
        output.WriteLine("|---|---|---|---|");
        Quiet(output, notes, $"synthetic, 3,000 consumers, {QuietSectors.Length} sectors", QuietPanels, Synthetic);
        Quiet(output, notes, "2,000 consumers, each loyal to a brand and a shop, some buy 30 times as much", QuietPanels, Loyal);
        if (SharedData.Find("quantium_chips/transactions.csv.gz") is { } path)
        {
            var (before, after, labels) = Quantium(path);
            Quiet(output, notes, $"Quantium, {Kettle}, May and June 2019 swapped by chance, consumer by consumer", SwappedDraws, seed => (Swapped(before, after, seed, 0), Swapped(before, after, seed, 1), labels));
        }

        output.WriteLine();
        output.WriteLine($"Planted, {PlantedPanels} panels each: what a segment buys more of is one brand's, and one word's.");
        output.WriteLine();
        output.WriteLine("| consumers | the plant in standard deviations of spend per buyer | the brand first, and passes | the word first, and passes |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (consumers, sigma) in new[] { (3_000, 15.0), (3_000, 6), (20_000, 15), (20_000, 6) })
            Planted(output, notes, consumers, sigma);
    }

    private static void Quiet(
        TextWriter output, TextWriter notes, string name, int count, Func<int, (SectorPurchases Before, SectorPurchases After, ItemLabels Labels)> draw)
    {
        var (ours, counting, below, countBelow, tested) = (0, 0, 0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            notes.WriteLine($"quiet, {name}, {i + 1}: {ours} so far");
            var (before, after, labels) = draw(i);
            var items = BoughtRanking.Of(before, after, labels, ofSpend: false, SmallCells.UsualLeast).Items;
            var chances = items.Items.Where(item => item.P is not null).Select(item => (item.Kind, Ours: item.P!.Value, Counting: Counted(item, before, after))).ToArray();
            ours += items.AnyPasses ? 1 : 0;
            counting += chances.GroupBy(one => one.Kind).Any(kind => FalseDiscovery.QValues([.. kind.Select(one => one.Counting)]).Any(q => items.Tested.Count * q <= BoughtItems.Level)) ? 1 : 0;
            (below, countBelow, tested) = (below + chances.Count(one => one.Ours <= 0.05), countBelow + chances.Count(one => one.Counting <= 0.05), tested + chances.Length);
        }

        output.WriteLine(Text($"| {name} | consumers (ours) | {ours / (double)count:0.000} | {below / (double)tested:0.000} |"));
        output.WriteLine(Text($"| the same | purchases counted as if each were somebody's own | {counting / (double)count:0.000} | {countBelow / (double)tested:0.000} |"));
    }

    /// <summary>The test of two proportions, each purchase one observation.</summary>
    private static double Counted(BoughtItem item, SectorPurchases before, SectorPurchases after)
    {
        double n0 = before.Purchases.Count, n1 = after.Purchases.Count;
        var pooled = (item.Before + item.After) / (n0 + n1);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1));
        return error > 0 ? SpecialFunctions.Erfc(Math.Abs(item.Change) / error / Math.Sqrt(2)) : 1;
    }

    private static (SectorPurchases Before, SectorPurchases After, ItemLabels Labels) Synthetic(int seed)
    {
        var sector = QuietSectors[seed % QuietSectors.Length];
        var panel = SyntheticPanel.Of(new() { Consumers = 3_000, Months = 13, Seed = (ulong)(70_000 + seed), Scenario = Scenario.Quiet });
        return (Of(panel, panel.Options.First, sector), Of(panel, panel.Options.End, sector), SyntheticPanel.LabelsOf(sector));
    }

    private static SectorPurchases Of(SyntheticPanel panel, Month month, Sector sector) =>
        new(month, [.. Enumerable.Repeat(1.0, panel.Consumers.Count)], panel.DrawPurchases(month, sector));

    private static (SectorPurchases Before, SectorPurchases After, ItemLabels Labels) Loyal(int seed)
    {
        const int Consumers = 2_000, Brands = 12, Shops = 20;
        var random = new Random(80_000 + seed);
        var (brand, shop) = (new int[Consumers], new int[Consumers]);
        var rate = new double[Consumers];
        for (var i = 0; i < Consumers; i++)
            (brand[i], shop[i], rate[i]) = (1 + random.Next(Brands), 1 + random.Next(Shops), random.Next(20) == 0 ? 30 : 1);
        var names = Enumerable.Range(1, Shops).ToDictionary(i => i, i => $"v{i}");
        return (Month(1), Month(2), new(names, names, new Dictionary<int, string>(), new Dictionary<int, IReadOnlyList<string>>()));

        SectorPurchases Month(int month) => new(
            new(2025, month),
            [.. Enumerable.Repeat(1.0, Consumers)],
            [
                .. Enumerable.Range(0, Consumers).SelectMany(i => Enumerable.Range(0, Times(rate[i])).Select(_ => new Purchase(
                    i, random.Next(5) == 0 ? 1 + random.Next(Shops) : shop[i], random.Next(5) == 0 ? 1 + random.Next(Brands) : brand[i], 0, 100 + random.Next(900)))),
            ]);

        // Most buy otherwise in one month than in the other: a month in which one is away, or at home.
        int Times(double mean) => (int)(-mean * Math.Log(1 - random.NextDouble()));
    }

    private static (SectorPurchases Before, SectorPurchases After, ItemLabels Labels) Quantium(string path)
    {
        var (consumers, shops, products) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        var months = new Dictionary<string, List<Purchase>> { ["2019-05"] = [], ["2019-06"] = [] };
        foreach (var row in SharedData.Rows(path))
        {
            if (row[3] == Kettle && months.TryGetValue(row[2][..7], out var month))
                month.Add(new(Number(consumers, row[1]) - 1, Number(shops, row[5]), 0, Number(products, row[4]), (long)Math.Round(100 * double.Parse(row[8], CultureInfo.InvariantCulture))));
        }

        double[] weights = [.. Enumerable.Repeat(1.0, consumers.Count)];
        var words = products.ToDictionary(one => one.Value, IReadOnlyList<string> (one) => one.Key.ToLowerInvariant().Split([' ', '&', '+', '/'], StringSplitOptions.RemoveEmptyEntries));
        return (
            new(new(2019, 5), weights, months["2019-05"]),
            new(new(2019, 6), weights, months["2019-06"]),
            new(Named(shops), new Dictionary<int, string>(), Named(products), words));

        static int Number(Dictionary<string, int> numbers, string text) => numbers.TryGetValue(text, out var number) ? number : numbers[text] = numbers.Count + 1;

        static Dictionary<int, string> Named(Dictionary<string, int> numbers) => numbers.ToDictionary(one => one.Value, one => one.Key);
    }

    private static SectorPurchases Swapped(SectorPurchases before, SectorPurchases after, int seed, int month)
    {
        var random = new Random(90_000 + seed);
        var swaps = Array.ConvertAll(before.Weights, _ => random.Next(2));
        return (month == 0 ? before : after) with
        {
            Purchases = [.. before.Purchases.Where(one => swaps[one.Consumer] == month), .. after.Purchases.Where(one => swaps[one.Consumer] != month)],
        };
    }

    private static void Planted(TextWriter output, TextWriter notes, int consumers, double sigma)
    {
        var (brands, words) = (0, 0);
        for (var i = 0; i < PlantedPanels; i++)
        {
            notes.WriteLine(Text($"planted, {consumers} consumers, {sigma} σ, panel {i + 1}: {brands} brands, {words} words so far"));
            var scenario = Scenario.Default with { Plants = [Scenario.Default.Plants[0] with { Sigma = sigma }] };
            var panel = SyntheticPanel.Of(new() { Consumers = consumers, Months = 13, Seed = (ulong)(90_000 + i), Scenario = scenario });
            var planted = panel.Truth.Planted[0];
            var items = BoughtRanking.Of(
                Of(panel, panel.Options.First, planted.Sector), Of(panel, panel.Options.End, planted.Sector), SyntheticPanel.LabelsOf(planted.Sector), true, SmallCells.UsualLeast).Items;
            brands += IsFirst(items, ItemKind.Brand, planted.Brand!) ? 1 : 0;
            words += IsFirst(items, ItemKind.Word, planted.Word!) ? 1 : 0;
        }

        output.WriteLine(Text($"| {consumers:N0} | {sigma} | {brands / (double)PlantedPanels:0.00} | {words / (double)PlantedPanels:0.00} |"));
    }

    private static bool IsFirst(BoughtItems items, ItemKind kind, string name) => items.Items.FirstOrDefault(item => item.Kind == kind) is { Passes: true } first && first.Item.Split(BoughtItem.Between).Contains(name);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
