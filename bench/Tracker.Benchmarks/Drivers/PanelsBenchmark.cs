using System.Globalization;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Whether the ranking finds what is planted and is silent where nothing is. Seeds of panels are not those that the method was chosen on.</summary>
internal static class PanelsBenchmark
{
    private const int TruthPanels = 100;
    private const int TruthConsumers = 20_000;
    private const int QuietPanels = 400;
    private const int QuietConsumers = 5_000;
    private const int LonePanels = 100;
    private const int UnevenConsumers = 2_000;
    private static readonly (double, double) Planted = (0.15, 0.4);
    private static readonly (double, double) Lone = (0.2, 0.2);

    /// <summary>For what is read off the published importance only.</summary>
    private static readonly DriverOptions WithoutChance = new() { NullRefits = 19, Resamples = 1 };

    /// <summary>For what is read off the test only.</summary>
    private static readonly DriverOptions ChanceOnly = new() { Resamples = 1, Folds = 2, Boosting = new() { Rounds = 1, Depth = 1 } };

    public static void Truth(TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{TruthPanels} panels of {TruthConsumers:N0} consumers × 12 attributes, two planted:");
        output.WriteLine();
        output.WriteLine("| what is planted | planted among the first three | level drivers first | mean importance of the 60 zones | of a planted attribute |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var multiplied in new[] { false, true })
        {
            var (found, level, zone, planted) = (0, 0, 0.0, 0.0);
            for (var seed = 0; seed < TruthPanels; seed++)
            {
                notes.WriteLine($"truth, {(multiplied ? "multiplied" : "added")}, panel {seed + 1}");
                var panel = DriverPanel.Draw(TruthConsumers, 2, Planted, multiplied, 20_000 + seed);
                var drivers = Rank(panel, WithoutChance with { Seed = seed }).Drivers;
                found += drivers.Take(3).Count(driver => panel.Planted.Contains(driver.Attribute));
                level += DriverPanel.Level.Contains(drivers[0].Attribute) ? 1 : 0;
                zone += drivers.Single(driver => driver.Attribute == DriverPanel.Zone).Importance / TruthPanels;
                planted += drivers.Where(driver => panel.Planted.Contains(driver.Attribute)).Average(driver => driver.Importance) / TruthPanels;
            }

            var kind = multiplied ? "own rate × 1.15 to 1.4: those who buy much change more, so level drives it too" : "15 to 40% of the mean rate, the same for all";
            output.WriteLine(Text($"| {kind} | {found / (2.0 * TruthPanels):0.000} | {level / (double)TruthPanels:0.00} | {zone:0.000} | {planted:0.000} |"));
        }

        var (passed, others) = (0, 0);
        for (var seed = 0; seed < LonePanels; seed++)
        {
            notes.WriteLine($"lone driver, panel {seed + 1}");
            var panel = DriverPanel.Draw(TruthConsumers, 1, Lone, false, 30_000 + seed);
            var drivers = Rank(panel, ChanceOnly with { Seed = seed }).Drivers;
            passed += drivers.Single(driver => driver.Attribute == panel.Planted[0]).Passes ? 1 : 0;
            others += drivers.Any(driver => driver.Passes && driver.Attribute != panel.Planted[0]) ? 1 : 0;
        }

        output.WriteLine();
        output.WriteLine(Text($"One driver of 20% of the mean rate among 12 attributes passes q ≤ 0.05 in {passed} of {LonePanels} panels; another attribute passes in {others}."));
    }

    public static void Quiet(TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{QuietPanels} quiet panels of {QuietConsumers:N0} consumers × 12 attributes, 200 null refits:");
        output.WriteLine();
        output.WriteLine("| null | any attribute passes | a level driver passes | p of the 60 zones from uniform (Kolmogorov–Smirnov; 5% bound) |");
        output.WriteLine("|---|---|---|---|");
        foreach (var kind in new[] { NullDraw.Signs, NullDraw.Permuted })
        {
            var (any, level, zone) = (0, 0, new List<double>());
            for (var seed = 0; seed < QuietPanels; seed++)
            {
                notes.WriteLine($"quiet, {kind}, panel {seed + 1}: {any} so far");
                var ranked = Rank(DriverPanel.Draw(QuietConsumers, 0, (0, 0), false, 40_000 + seed), ChanceOnly with { Seed = seed, Null = kind });
                any += ranked.Explained ? 1 : 0;
                level += ranked.Drivers.Any(driver => driver.Passes && DriverPanel.Level.Contains(driver.Attribute)) ? 1 : 0;
                zone.Add(ranked.Drivers.Single(driver => driver.Attribute == DriverPanel.Zone).P);
            }

            output.WriteLine(Text($"| {kind} | {any / (double)QuietPanels:0.000} | {level / (double)QuietPanels:0.000} | {FromUniform(zone):0.000}; {1.358 / Math.Sqrt(QuietPanels):0.000} |"));
        }
    }

    /// <summary>Changes of mean 0 that are ten times as spread in a twentieth of the consumers, who are one value of an attribute.</summary>
    public static void Uneven(TextWriter output, TextWriter notes)
    {
        output.WriteLine($"{QuietPanels} panels of {UnevenConsumers:N0} consumers × 6 attributes without a driver, a twentieth of the consumers ten times as spread:");
        output.WriteLine();
        output.WriteLine("| null | any attribute passes |");
        output.WriteLine("|---|---|");
        foreach (var kind in new[] { NullDraw.Signs, NullDraw.Permuted })
        {
            var any = 0;
            for (var seed = 0; seed < QuietPanels; seed++)
            {
                notes.WriteLine($"uneven, {kind}, panel {seed + 1}: {any} so far");
                any += DriverRanking.Of(UnevenPanel(60_000 + seed), ChanceOnly with { Seed = seed, Null = kind }).Explained ? 1 : 0;
            }

            output.WriteLine(Text($"| {kind} | {any / (double)QuietPanels:0.000} |"));
        }
    }

    private static AttributedChanges UnevenPanel(int seed)
    {
        var random = new Random(seed);
        int[] spread = [.. Enumerable.Range(0, UnevenConsumers).Select(_ => random.Next(20) == 0 ? 10 : 1)];
        return new()
        {
            Change = [.. spread.Select(one => one * DriverPanel.Normal(random))],
            Attributes =
            [
                AttributeColumn.Of("spread", [.. spread.Select(one => $"v{one}")]),
                .. Enumerable.Range(0, 5).Select(i => AttributeColumn.Of($"idle {i}", [.. spread.Select(_ => $"v{random.Next(4)}")])),
            ],
        };
    }

    private static RankedDrivers Rank(DriverPanel panel, DriverOptions options) => DriverRanking.Of(panel.Changes with { Bought = null }, options);

    /// <summary>The largest distance of the distribution of p from that of a uniform chance on the same grid.</summary>
    private static double FromUniform(List<double> chances)
    {
        var grid = DriverOptions.Default.NullRefits + 1;
        return Enumerable.Range(1, grid).Max(step => Math.Abs(chances.Count(p => p <= (step + 0.5) / grid) / (double)chances.Count - step / (double)grid));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
