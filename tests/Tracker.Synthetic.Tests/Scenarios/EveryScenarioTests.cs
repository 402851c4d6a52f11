using System.Globalization;
using System.Text;
using Tracker.Core.Panel;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Scenarios;

/// <summary>What holds for every scenario of seeds/scenarios.</summary>
public class EveryScenarioTests
{
    private static readonly GeneratorOptions Small = new() { Consumers = 300, Months = 7, Seed = 5, EventsPerMonth = 10, Threads = 3 };

    public static TheoryData<string> Names => [.. Scenario.Names];

    public static TheoryData<string> Planting => [.. Scenario.Names.Where(name => Scenario.Named(name).Plants.Count > 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_AreTheSameForAnyNumberOfThreads(string name)
    {
        var options = Small with { Scenario = Scenario.Named(name) };
        var (one, more) = (Written(options with { Threads = 1 }), Written(options));
        Assert.Equal(one.Keys, more.Keys);
        Assert.All(one.Keys, file => Assert.True(one[file].AsSpan().SequenceEqual(more[file]), file));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cells_AreTheSumsOfTheFiles(string name)
    {
        var options = Small with { Scenario = Scenario.Named(name) };
        var (files, panel) = (Written(options), SyntheticPanel.Of(options));
        var history = panel.Draw(TestContext.Current.CancellationToken);
        var cells = panel.DrawCells(options.First, options.End, cancellation: TestContext.Current.CancellationToken);
        var acted = new List<HashSet<int>>();
        for (var m = 0; m < options.Months; m++)
        {
            var lines = Encoding.UTF8.GetString(files[$"events/{options.First + m}.csv"]).TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
            var expected = lines.GroupBy(fields => (Consumer: int.Parse(fields[1].AsSpan(1)) - 1, Sector: Panels.Position(fields[3])))
                .Select(events => CellOf(events.Key.Consumer, events.Key.Sector, events)).OrderBy(cell => (cell.Consumer, cell.Sector)).ToArray();
            Assert.Equal(expected, cells[m].Cells);
            acted.Add([.. expected.Select(cell => cell.Consumer)]);
            var active = acted.TakeLast(3).SelectMany(consumers => consumers).ToHashSet();
            Assert.Equal(Enumerable.Range(0, options.Consumers).Select(active.Contains), cells[m].Active);
            Assert.Equal(active.Count, history.Months[m].ActiveConsumers);
            for (var s = 0; s < history.Sectors.Count; s++)
                Assert.Equal(cells[m].Cells.Where(cell => cell.Sector == s).Aggregate(default(Measures), (sums, cell) => cell.AddTo(sums)), history.Months[m].BySector[s]);
        }
    }

    [Theory]
    [MemberData(nameof(Planting))]
    public void Truth_IsTheMeanDifferenceOfPanelsWithAndWithoutThePlants(string name)
    {
        const int Seeds = 30, Sectors = 4;
        var errors = new Dictionary<(int Entry, Metric Metric), List<double>>();
        foreach (var options in Panels.Seeds(Seeds, new() { Consumers = 800, Months = 6, EventsPerMonth = 9, Scenario = Scenario.Named(name) }))
        {
            var truth = SyntheticPanel.Of(options).Truth;
            var (with, without) = (Panels.Draw(options), Panels.Draw(options with { Planted = false }));
            for (var entry = 0; entry < Math.Min(Sectors, truth.Planted.Count); entry++)
            {
                var planted = truth.Planted[^(entry + 1)];
                if (Scenario.Named(name).Plants[0].Sector == PlannedPlant.AllSectors)
                    planted = truth.Planted[entry]; // the largest
                var (sector, month) = (Panels.Position(planted.Sector.Name), planted.Month - options.First);
                foreach (var metric in Metric.All)
                {
                    if (!errors.TryGetValue((entry, metric), out var list))
                        errors[(entry, metric)] = list = [];
                    list.Add(Panels.Scaled(with, sector, metric, month) - Panels.Scaled(without, sector, metric, month) - planted.Effect(metric));
                }
            }
        }

        foreach (var ((entry, metric), values) in errors)
        {
            var standardError = Math.Sqrt(values.Average(error => error * error) / values.Count);
            Assert.True(Math.Abs(values.Average()) <= 4 * standardError + 1e-12, $"{metric} of entry {entry}: {values.Average():E2} ± {standardError:E2}");
            Assert.True(standardError < 0.04, $"{metric} of entry {entry}: too noisy to tell, ± {standardError:E2}");
        }
    }

    [Theory]
    [MemberData(nameof(Planting))]
    public void Truth_PartsAddUpToTheChangeOfTheTwins(string name)
    {
        var panel = SyntheticPanel.Of(new() { Consumers = 500, Months = 7, Scenario = Scenario.Named(name) });
        Assert.NotEmpty(panel.Truth.Planted);
        foreach (var planted in panel.Truth.Planted)
        {
            var expected = panel.Expect(planted.Month).BySector[Panels.Position(planted.Sector.Name)];
            var (with, without) = (expected.With.Value(planted.Metric), expected.Without.Value(planted.Metric));
            var tolerance = 1e-9 * Math.Max(with, without);
            Assert.Equal(with - without, planted.Scale + planted.Structural + planted.Behavioural, tolerance);
            Assert.Equal(planted.Size, with / without - 1, 1e-9);
            Assert.Equal(planted.Sigma, expected.Effect(planted.Metric) / expected.Sd(planted.Metric), 1e-9);
            Assert.All(Metric.All, metric => Assert.Equal(expected.Effect(metric), planted.Effect(metric), 1e-9));
            Assert.Equal(Math.Log(expected.With.ActiveConsumers / expected.Without.ActiveConsumers), planted.ActiveConsumers, 1e-9);
            Assert.True(planted.Metric.Denominator is null || planted.Scale == 0);
            if (planted.Kind is "mix" or "new" or "gone")
                Assert.Equal(0, planted.Behavioural, tolerance);
            if (planted.Kind is "rate" or "ticket" or "outage")
                Assert.Equal(0, planted.Structural, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Planting))]
    public void ThePlants_ChangeTheirCellsAndNoOther(string name)
    {
        var panel = SyntheticPanel.Of(Small with { Scenario = Scenario.Named(name) });
        var twin = SyntheticPanel.Of(panel.Options with { Planted = false });
        Assert.Empty(twin.Truth.Planted);
        var (with, without) = (Cells(panel), Cells(twin));
        var planted = panel.Truth.Planted.Select(entry => (entry.Month - panel.Options.First, Panels.Position(entry.Sector.Name))).ToHashSet();
        var changed = with.Keys.Union(without.Keys).Where(key => with.GetValueOrDefault(key) != without.GetValueOrDefault(key)).ToArray();
        Assert.NotEmpty(changed);
        Assert.All(changed, key => Assert.Contains((key.Month, key.Sector), planted));
    }

    [Theory]
    [MemberData(nameof(Planting))]
    public void ThePlants_AreAsLargeAsTheScenarioSays(string name)
    {
        var panel = SyntheticPanel.Of(new() { Consumers = 8000, Months = 7, Scenario = Scenario.Named(name) });
        foreach (var planted in panel.Truth.Planted)
        {
            var asked = panel.Options.Scenario.Plants[planted.Plant - 1];
            if (asked.Month.In(panel.Options.First, panel.Options.End) != planted.Month - panel.Options.First)
                continue;
            Assert.True(asked.Size is not { } size || Math.Abs(planted.Size - size) < 1e-6, $"size {planted.Size}");
            Assert.True(asked.Sigma is not { } sigma || Math.Abs(planted.Sigma - sigma) < 1e-6, $"sigma {planted.Sigma}");
        }
    }

    private static Dictionary<(int Month, int Consumer, int Sector), ConsumerCell> Cells(SyntheticPanel panel) =>
        panel.DrawCells(panel.Options.First, panel.Options.End, cancellation: TestContext.Current.CancellationToken)
            .SelectMany((month, m) => month.Cells.Select(cell => (m, cell))).ToDictionary(entry => (entry.m, entry.cell.Consumer, entry.cell.Sector), entry => entry.cell);

    private static ConsumerCell CellOf(int consumer, int sector, IEnumerable<string[]> events)
    {
        var cell = new ConsumerCell(consumer, sector, 0, 0, 0, 0);
        foreach (var fields in events)
        {
            var cents = fields[6].Length == 0 ? 0 : (long)(100 * decimal.Parse(fields[6], CultureInfo.InvariantCulture));
            cell = fields[4] switch
            {
                "visit" => cell with { Visits = cell.Visits + 1 },
                "purchase" => cell with { Visits = cell.Visits + 1, Purchases = cell.Purchases + 1, GrossCents = cell.GrossCents + cents },
                _ => cell with { RefundCents = cell.RefundCents + cents },
            };
        }

        return cell;
    }

    private static SortedDictionary<string, byte[]> Written(GeneratorOptions options)
    {
        using var folder = new TemporaryFolder();
        Panels.Write(options, folder);
        return folder.Files();
    }
}
