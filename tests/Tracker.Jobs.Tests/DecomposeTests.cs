using System.Text.Json;
using Npgsql;
using Tracker.Core.Decomposition;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Storage.Rollup;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

public class DecomposeTests(TestCluster cluster)
{
    private static readonly Month Last = new(2025, 10);
    private static readonly string[] Regions = ["west", "east", "north", ""];
    private static readonly string[] Ages = ["young", "old"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMetric_SumsToThePublishedChange_AgainstAMonthAndAgainstTheForecast()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(20).LoadAsync(database);
        await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, Cancel);
        var published = (await PublishedMovers.ReadAsync(database.Source, null, Cancel))!.Movers;
        var panel = (await PanelReader.ReadAsync(database.Source, Cancel))!;
        var year = panel.History.Months[^13];
        var now = panel.History.Months[^1];

        Assert.NotEmpty(published);
        foreach (var mover in published)
        {
            var metric = Metric.Parse(mover.Metric);
            var past = await AskAsync(database, metric, reference: "12");
            var expected = await AskAsync(database, metric, reference: "expected");

            Sums(past);
            Sums(expected);
            Near(mover.Actual, past.Decomposition.After);
            Near(MetricValue.Of(metric, WeightedMeasures.Of(year.BySector[0], year.ActiveConsumers, (double)now.ActiveConsumers / year.ActiveConsumers)).Value, past.Decomposition.Before);
            Near(mover.Actual, expected.Decomposition.After);
            Near(mover.Forecast, expected.Decomposition.Before);
            var chain = expected.Chain!;
            Assert.Equal((mover.Cii, mover.Own, mover.Common), (chain.Cii, chain.Own, chain.Common));
            Assert.InRange(Math.Abs(chain.Residual), 0, 1e-9 * Math.Max(Math.Abs(mover.Actual), Math.Abs(mover.Forecast)));
            Assert.Null(past.Chain);
            var flow = past.Flow!;
            Near(past.Decomposition.Change, flow.Scale + flow.Joined + flow.Left + flow.Structural + flow.Behavioural + flow.Refunds, past.Decomposition.After);
            Assert.Equal((2024, false), (Month.Parse(past.Reference).Year, past.IncludesSeason));
            Assert.All(past.Decomposition.Segments, part => Assert.NotNull(part.Interval));
        }

        Assert.Contains("north", (await AskAsync(database, Metric.TotalSpend, "12", ["region"])).Decomposition.Segments.SelectMany(part => part.Segment.Values));
        Assert.Contains("unknown", (await AskAsync(database, Metric.TotalSpend, "12", ["region"])).Decomposition.Segments.SelectMany(part => part.Segment.Values));
    }

    [Fact]
    public async Task WithNothingSmall_ItIsTheSplitOfThePlainTable()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var (before, after) = (new Dictionary<string, (double Spend, int People)>(), new Dictionary<string, (double Spend, int People)>());
        var shop = new ShopPanel();
        for (var i = 0; i < 120; i++)
        {
            var region = Regions[i % 3];
            var (first, second) = (10 + i % 7, 12 + i % 5 + (i % 3 == 0 ? 4 : 0));
            shop.Consumer($"c{i}", region, "").Purchase($"c{i}", Last - 1, first).Purchase($"c{i}", Last, second);
            before[region] = (before.GetValueOrDefault(region).Spend + first, before.GetValueOrDefault(region).People + 1);
            after[region] = (after.GetValueOrDefault(region).Spend + second, after.GetValueOrDefault(region).People + 1);
        }

        await shop.End("c0", Last).LoadAsync(database);
        var plain = ChangeSplit.Of(new(
            ["region"], MetricChain.Ratio,
            [.. before.Keys.Select(region => new SegmentRow(new(region), [before[region].People, before[region].Spend], [after[region].People, after[region].Spend]))]));

        foreach (var least in new[] { 0, 11 })
        {
            var asked = await Decompose.RunAsync(
                database, new(ShopPanel.Sector, Metric.SpendPerConsumer) { Reference = "1", Attributes = ["region"], LeastConsumers = least }, null, Cancel);
            var split = asked.Decomposition;
            Near(plain.Structural, split.Structural, plain.After);
            Near(plain.Behavioural, split.Behavioural);
            Assert.Equal(plain.Segments.Select(part => part.Segment), split.Segments.Select(part => part.Segment));
            foreach (var (one, other) in plain.Segments.Zip(split.Segments))
                Near(one.Total, other.Total);
            Assert.Equal(least == 0, asked.Notes.Any(note => note.StartsWith("not for publication", StringComparison.Ordinal)));
            Assert.Contains(asked.Notes, note => note.StartsWith("includes season", StringComparison.Ordinal));
        }

        Assert.Equal(1L, await CountAsync(test)); // what is not for publication is not stored
    }

    [Fact]
    public async Task OtherPeople_AreAllStructure_AndOtherTickets_AllBehaviour()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 200; i++)
        {
            shop.Consumer($"a{i}", i < 150 ? "west" : "east", "").Consumer($"b{i}", i < 50 ? "west" : "east", "");
            shop.Purchase($"a{i}", Last - 5, i < 150 ? 10 : 30);
            for (var month = Last - 4; month <= Last; month += 1)
                shop.Purchase($"b{i}", month, (i < 50 ? 10 : 30) * (month == Last && i >= 50 ? 2 : 1));
        }

        await shop.End("b0", Last).LoadAsync(database);

        var mix = (await AskAsync(database, Metric.SpendPerConsumer, $"{Last - 5}", ["region"], Last - 2)).Decomposition;
        Near(10, mix.Structural);
        Assert.Equal(0, mix.Behavioural, 1e-12);
        var rate = (await AskAsync(database, Metric.SpendPerConsumer, "1", ["region"])).Decomposition;
        Near(22.5, rate.Behavioural);
        Assert.Equal(0, rate.Structural, 1e-12);
        Assert.Equal("east", rate.Segments[0].Segment.ToString());
        Near(22.5, rate.Factors.Single(factor => factor.Key == "grossTicket").Value);
    }

    [Fact]
    public async Task AlongTime_PartsAreTheSumsOfThoseOfConsecutiveMonths()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(8).LoadAsync(database);

        var along = await AskAsync(database, Metric.SpendPerConsumer, "3", ["region"], alongTime: true);
        var links = new List<PublishedDecomposition>();
        for (var month = Last - 2; month <= Last; month += 1)
            links.Add(await AskAsync(database, Metric.SpendPerConsumer, "1", ["region"], month));

        Sums(along);
        Assert.Equal(($"{Last - 3}", true), (along.Reference, along.AlongTime));
        Near(links.Sum(link => link.Decomposition.Structural), along.Decomposition.Structural, 1);
        Near(links.Sum(link => link.Decomposition.Behavioural), along.Decomposition.Behavioural, 1);
        Assert.Contains(along.Notes, note => note.StartsWith("along time: the sum of 3 splits", StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(database, Metric.SpendPerConsumer, "expected", ["region"], alongTime: true));
        Assert.StartsWith("reference expected: expected a month, 1, 2, 3 or 12", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheAnswerThatIsShown_IsTheUsualOne_WhateverWasAskedAfterIt()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(8).LoadAsync(database);
        var usual = await AskAsync(database, Metric.SpendPerConsumer, null);
        Assert.True((await AskAsync(database, Metric.SpendPerConsumer, null, alongTime: true)).AlongTime);
        await Decompose.RunAsync(database, new(ShopPanel.Sector, Metric.SpendPerConsumer) { LeastConsumers = 30 }, null, Cancel);
        var shown = await StoredAnswers.LatestAsync<PublishedDecomposition>(database.Source, Last, ShopPanel.Sector, Metric.SpendPerConsumer.Name, null, Cancel);
        Assert.Equal((usual.LeastConsumers, usual.AlongTime), (shown!.Answer.LeastConsumers, shown.Answer.AlongTime));
    }

    [Fact]
    public async Task ARequest_IsAnsweredOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(4).LoadAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(database, Metric.TotalSpend, "1"))));
        var said = new List<string>();
        var again = await Decompose.RunAsync(database, new(ShopPanel.Sector, Metric.TotalSpend) { Reference = "1" }, new Said(said), Cancel);

        Assert.Single(answers.Append(again).Select(answer => JsonSerializer.Serialize(answer)).Distinct());
        Assert.Equal(1L, await CountAsync(test));
        Assert.DoesNotContain(said, note => note.StartsWith("decomposing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ARequestThatTellsOfFew_BesideAStoredOne_IsRefusedOrMerged()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 200; i++)
        {
            // By region and by age 100 and 100, but for five who are elsewhere: age less region is these five.
            shop.Consumer($"c{i}", i < 100 ? "west" : "east", i < 105 ? "young" : "old");
            shop.Purchase($"c{i}", Last - 1, 10).Purchase($"c{i}", Last, 11 + i % 3);
        }

        await shop.End("c0", Last).LoadAsync(database);
        await AskAsync(database, Metric.TotalSpend, "1", ["region"]);

        var refused = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(database, Metric.TotalSpend, "1", ["age"]));
        Assert.Contains("by age: refused", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("beside the stored results by region", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["age"], (await AskAsync(database, Metric.Purchases, "1", ["age"])).Decomposition.Attributes); // another mover
        var unknown = await Assert.ThrowsAsync<NothingToComputeException>(() => AskAsync(database, Metric.TotalSpend, "1", ["colour"]));
        Assert.Equal("attribute colour: expected some of age, region", unknown.Message);
    }

    [Fact]
    public async Task TwoConstantMonths_AreExactlyNothing()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 200; i++)
        {
            shop.Consumer($"c{i}", Regions[i % 4], Ages[i % 2]);
            for (var month = Last - 1; month <= Last; month += 1)
                shop.Purchase($"c{i}", month, 7.31m + i % 13).Visit($"c{i}", month);
        }

        await shop.End("c0", Last - 1).End("c0", Last).LoadAsync(database);

        foreach (var metric in Metric.All)
        {
            var answer = await AskAsync(database, metric, null);
            var split = answer.Decomposition;
            Assert.Equal($"{Last - 1}", answer.Reference);
            Assert.Equal((0, 0, 0, 0, 0), (split.Change, split.Scale, split.Structural, split.Behavioural, split.Refunds));
            Assert.All(split.Factors.Concat(split.StructuralByAttribute), part => Assert.Equal(0, part.Value));
            Assert.All(split.Segments, part => Assert.Equal((0, 0, 0, false), (part.Total, part.Interval!.Value.Low, part.Interval.Value.High, part.Interval.Value.Distinct)));
            Assert.Contains(" stayed at ", answer.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Refunds_StandApart_AndTargetsAreHeld()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var shop = new ShopPanel();
        for (var i = 0; i < 160; i++)
        {
            shop.Consumer($"c{i}", i < 120 ? "west" : "east", "");
            shop.Purchase($"c{i}", Last - 1, 20).Purchase($"c{i}", Last, 20).Refund($"c{i}", Last, i < 120 ? 4 : 8);
        }

        await shop.End("c0", Last).File("population.csv", "month,region,population", $"{Last - 1},west,1000", $"{Last - 1},east,3000").LoadAsync(database);

        var split = (await AskAsync(database, Metric.TotalSpend, "1", ["region"])).Decomposition;
        Near(4000 * 20, split.Before);
        Near(4000 * 20 - 1000 * 4 - 3000 * 8, split.After);
        Near(-1000 * 4 - 3000 * 8, split.Refunds);
        Assert.Equal((0, 0), (Math.Round(split.Structural, 6), Math.Round(split.Behavioural, 6)));
        Near(-3000 * 8, split.Segments[0].Total);
        Sums(await AskAsync(database, Metric.AverageTicket, "1", ["region"]));
    }

    [Fact]
    public async Task ARun_StoresWhyItsMoversMoved()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await Busy(20).LoadAsync(database);
        var said = new List<string>();

        var run = await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, new Said(said), Cancel);

        Assert.Contains(said, note => note.StartsWith("explaining ", StringComparison.Ordinal));
        Assert.Equal(run.Series, (int)await CountAsync(test));
        var first = (await PublishedMovers.OfRunAsync(database.Source, run, Cancel)).Movers[0];
        Assert.Equal("expected", (await AskAsync(database, Metric.Parse(first.Metric), null)).Reference);
        Assert.Equal(first.Significant, await Decompose.FirstAsync(database, run, Cancel) is not null);
        Assert.Equal(run.Series, (int)await CountAsync(test));
    }

    /// <summary>Consumers who come and go, with a season, over the months to the last.</summary>
    private static ShopPanel Busy(int months)
    {
        var (shop, random) = (new ShopPanel(), new Random(11));
        for (var i = 0; i < 500; i++)
        {
            var id = $"c{i}";
            shop.Consumer(id, Regions[random.Next(4)], Ages[random.Next(2)]);
            var (from, to) = (random.Next(months / 3), months - random.Next(months / 3));
            for (var at = from; at < to; at++)
            {
                var month = Last - (months - 1) + at;
                if (random.NextDouble() < 0.4)
                    shop.Visit(id, month);
                for (var buys = random.Next(3); buys > 0; buys--)
                    shop.Purchase(id, month, random.Next(500, 3000 + 100 * month.MonthOfYear) / 100m, 1 + random.Next(28));
                if (random.NextDouble() < 0.03)
                    shop.Refund(id, month, 5);
            }
        }

        return shop.End("c0", Last);
    }

    private static Task<PublishedDecomposition> AskAsync(
        TrackerDatabase database, Metric metric, string? reference, IReadOnlyList<string>? attributes = null, Month? month = null, bool alongTime = false) =>
        Decompose.RunAsync(database, new(ShopPanel.Sector, metric) { Reference = reference, Attributes = attributes, Month = month, AlongTime = alongTime }, null, Cancel);

    private static void Sums(PublishedDecomposition answer)
    {
        var split = answer.Decomposition;
        var size = Math.Max(Math.Abs(split.Before), Math.Abs(split.After));
        Assert.InRange(Math.Abs(split.Residual), 0, 1e-9 * size);
        Near(split.Change, split.Scale + split.Segments.Sum(part => part.Total) + (split.Segments.Any(part => part.Refunds is null) ? split.Refunds : 0), size);
        if (split.Factors.Count > 0)
            Near(split.Behavioural, split.Factors.Sum(factor => factor.Value), size);
        if (split.Attributes.Count > 0)
            Near(split.Structural, split.StructuralByAttribute.Sum(attribute => attribute.Value), size);
    }

    private static void Near(double expected, double actual, double? size = null) => Assert.Equal(expected, actual, 1e-9 * Math.Abs(size ?? expected));

    private static async Task<long> CountAsync(TestDatabase test)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand("SELECT count(*) FROM tracker.decompositions");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
