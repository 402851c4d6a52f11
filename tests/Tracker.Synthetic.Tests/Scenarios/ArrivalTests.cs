using Tracker.Core.Panel;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Scenarios;

/// <summary>Scenarios about who is in the panel, and on which days.</summary>
public class ArrivalTests
{
    private static readonly GeneratorOptions Options = new() { Consumers = 2000, Months = 12 };

    [Fact]
    public void RecruitmentWave_PlantsNothing_ButManyJoin()
    {
        var panel = SyntheticPanel.Of(Options with { Scenario = Scenario.Named("recruitment-wave") });
        Assert.Empty(panel.Truth.Planted);
        int[] joined = [.. Enumerable.Range(1, 11).Select(m => Count(panel, i => panel.Consumers.IsPresent(i, Month(m)) && !panel.Consumers.IsPresent(i, Month(m - 1))))];
        Assert.InRange(joined[8] + joined[9], 0.29 * Options.Consumers, 0.37 * Options.Consumers);
        Assert.All(joined[..8], before => Assert.True(8 * before < joined[8]));
        var history = panel.Draw(TestContext.Current.CancellationToken);
        Assert.True(history.Months[10].ActiveConsumers > 1.3 * history.Months[8].ActiveConsumers);

        // Nobody buys otherwise: spend per consumer stays within the noise of the months before.
        var perConsumer = history.Months.Select(month => month.BySector.Sum(s => s.SpendCents) / (double)month.ActiveConsumers).ToArray();
        Assert.InRange(perConsumer[11] / perConsumer[8], 0.9, 1.1);

        int Count(SyntheticPanel of, Func<int, bool> holds) => Enumerable.Range(0, of.Consumers.Count).Count(holds);
    }

    [Fact]
    public void NewSegment_ActsFromItsMonthOn()
    {
        var panel = SyntheticPanel.Of(Options with { Scenario = WithMonth("new-segment", 3) });
        var region = panel.Consumers.Attributes.ToList().FindIndex(attribute => attribute.Name == "region");
        Assert.Equal("islands", panel.Consumers.Attributes[region].Values[^1]);
        bool IsNew(int consumer) => panel.Consumers.Level(consumer, region) == panel.Consumers.Attributes[region].Values.Count - 1;
        Assert.InRange(Enumerable.Range(0, Options.Consumers).Count(IsNew), 0.08 * Options.Consumers, 0.12 * Options.Consumers);
        var shares = Cells(panel).Select(month => month.Cells.Count(cell => IsNew(cell.Consumer)) / (double)month.Cells.Length).ToArray();
        Assert.All(shares[..8], share => Assert.Equal(0, share));
        Assert.All(shares[8..], share => Assert.True(share > 0.08));
        Assert.Equal(4 * 33, panel.Truth.Planted.Count);
    }

    [Fact]
    public void GoneSegment_ActsUntilTheMonthBefore()
    {
        var panel = SyntheticPanel.Of(Options with { Scenario = WithMonth("gone-segment", 3) });
        var region = panel.Consumers.Attributes.ToList().FindIndex(attribute => attribute.Name == "region");
        var west = panel.Consumers.Attributes[region].Values.ToList().IndexOf("west");
        var shares = Cells(panel).Select(month => month.Cells.Count(cell => panel.Consumers.Level(cell.Consumer, region) == west)).ToArray();
        Assert.All(shares[..8], share => Assert.NotEqual(0, share));
        Assert.All(shares[8..], share => Assert.Equal(0, share));
    }

    [Theory]
    [InlineData(10, 13, false)]
    [InlineData(24, 28, true)]
    public void Outage_LeavesItsDaysWithoutEvents(int first, int last, bool known)
    {
        var plant = Scenario.Named("outage").Plants[0] with { Days = new(first, last), Known = known };
        var options = Panels.Small with { End = new(2025, 2), EventsPerMonth = 60, Scenario = Scenario.Quiet with { Plants = [plant] } };
        var (with, without) = (Days(options), Days(options with { Planted = false }));
        Assert.All(Enumerable.Range(1, 28), day => Assert.Equal(day < first || day > last, with.ContainsKey(day)));
        Assert.Equal(28, without.Count);

        // The other days have what they had, but for refunds that would have fallen on the lost days or came from them.
        Assert.All(with, day => Assert.InRange(day.Value, 0.8 * without[day.Key], 1.25 * without[day.Key]));
        using var folder = new TemporaryFolder();
        Panels.Write(options, folder);
        var calendar = File.ReadAllText(Path.Combine(folder.Path, "calendar.csv"));
        Assert.Equal(known, calendar.Contains($"\nOutage,2025-02-{first:00},2025-02-{last:00},outage\n", StringComparison.Ordinal));

        static Dictionary<int, int> Days(GeneratorOptions options)
        {
            using var folder = new TemporaryFolder();
            Panels.Write(options, folder);
            return File.ReadLines(Path.Combine(folder.Path, "events", "2025-02.csv")).Skip(1)
                .GroupBy(line => int.Parse(line.Split(',')[2].AsSpan(8, 2))).ToDictionary(day => day.Key, day => day.Count());
        }
    }

    [Fact]
    public void PopulationTargets_AddUpMonthByMonth_AndDifferFromThePanel()
    {
        using var folder = new TemporaryFolder();
        Panels.Write(Panels.Small with { Consumers = 3000, Scenario = Scenario.Named("population-targets") }, folder);
        var lines = File.ReadAllLines(Path.Combine(folder.Path, "population.csv"));
        Assert.Equal("month,age_group,gender,region,population", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(4 * 6 * 3 * 4, rows.Length);
        Assert.All(rows, row => Assert.True(long.Parse(row[4]) > 0));
        var sums = rows.GroupBy(row => row[0]).Select(month => month.Sum(row => long.Parse(row[4]))).ToArray();
        Assert.Equal([250_000_000, 250_125_000, 250_250_062, 250_375_188], sums);
        var old = rows.Where(row => row[1] == "65+").Sum(row => double.Parse(row[4])) / sums.Sum();
        Assert.InRange(old, 0.25, 0.36); // 18% of the panel, tilted by 1.9 against 1.07 on average

        Panels.Write(Panels.Small with { Overwrite = true }, folder);
        Assert.False(File.Exists(Path.Combine(folder.Path, "population.csv")));
    }

    private static Month Month(int position) => Options.First + position;

    private static IReadOnlyList<CellMonth> Cells(SyntheticPanel panel) =>
        panel.DrawCells(Options.First, Options.End, cancellation: TestContext.Current.CancellationToken);

    private static Scenario WithMonth(string name, int back) => Scenario.Named(name) with
    {
        Plants = [.. Scenario.Named(name).Plants.Select(plant => plant with { Month = MonthPoint.Before(back) })],
    };
}
