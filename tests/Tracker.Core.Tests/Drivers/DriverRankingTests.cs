using System.Text.Json;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Drivers;

public class DriverRankingTests
{
    [Fact]
    public void What_drives_the_change_is_first_and_passes_and_what_makes_the_level_does_not()
    {
        var ranked = Panels.Rank(Panels.Draw(1, 4_000, 20));
        var first = ranked.Drivers[0];
        Assert.Equal(("region", 1, true), (first.Attribute, first.Rank, first.Passes));
        Assert.Equal((1, 1, 1.0), (first.RankLow, first.RankHigh, first.Top3Frequency));
        Assert.True(first.Importance > 0.8, $"importance {first.Importance}");
        Assert.DoesNotContain(ranked.Drivers.Skip(1), driver => driver.Passes);
        Assert.Equal("v0", first.Values[0].Value);
    }

    [Fact]
    public void Quiet_panels_pass_rarely()
    {
        var passed = Enumerable.Range(0, 20).Count(seed => Panels.Rank(Panels.Draw(100 + seed, 600, 0), Panels.Quick with { Folds = 2, Resamples = 1 }).Explained);
        Assert.True(passed <= 4, $"{passed} of 20 quiet panels have a driver");
    }

    [Fact]
    public void Importances_and_gains_sum_to_one()
    {
        var drivers = Panels.Rank(Panels.Draw(2, 1_000, 20)).Drivers;
        Assert.Equal(1, drivers.Sum(driver => driver.Importance), 1e-12);
        Assert.Equal(1, drivers.Sum(driver => driver.Gain), 1e-12);
    }

    [Fact]
    public void Running_twice_gives_the_same()
    {
        var (one, other) = (Panels.Rank(Panels.Draw(3, 500, 5)), Panels.Rank(Panels.Draw(3, 500, 5)));
        Assert.Equal(one.Drivers.Select(Numbers), other.Drivers.Select(Numbers));
    }

    [Fact]
    public void The_unit_changes_no_chance_and_no_rank()
    {
        var panel = Panels.Draw(4, 500, 8);
        var (one, other) = (Panels.Rank(panel), Panels.Rank(panel with { Change = [.. panel.Change.Select(change => 64 * change)], Before = null, After = null }));
        Assert.Equal(one.Drivers.Select(Numbers), other.Drivers.Select(Numbers));
    }

    [Fact]
    public void Contributions_of_each_driver_sum_to_the_change()
    {
        var ranked = Panels.Rank(Panels.Draw(5, 800, 6) with { Weights = [.. Enumerable.Range(0, 800).Select(i => 1.0 + i % 3)] });
        Assert.All(ranked.Drivers, driver => Assert.Equal(ranked.Change, driver.Values.Sum(value => value.Contribution), 1e-9));
        Assert.All(ranked.Drivers, driver => Assert.Equal(1, driver.Values.Sum(value => value.Share), 1e-9));
        Assert.All(ranked.Drivers.SelectMany(driver => driver.Values), value => Assert.Equal(value.Change, value.After!.Value - value.Before!.Value, 1e-9));
    }

    [Fact]
    public void Being_unknown_makes_no_driver()
    {
        var panel = Panels.Draw(6, 3_000, 0);
        var random = new Random(6);
        var unknown = panel.Change.Select(_ => random.Next(3) == 0).ToArray();
        var ranked = Panels.Rank(panel with
        {
            Change = [.. panel.Change.Select((change, i) => unknown[i] ? change + 30 : change)],
            Attributes = [.. panel.Attributes.Select(one => one with { Codes = [.. one.Codes.Select((code, i) => unknown[i] ? AttributeColumn.Unknown : code)] })],
        });
        Assert.False(ranked.Explained);
        Assert.Equal("unknown", ranked.Drivers[0].Values[0].Value);
    }

    [Fact]
    public void Attributes_that_say_the_same_are_named_with_each_other()
    {
        var panel = Panels.Draw(7, 500, 10);
        var copy = panel.Attributes[0] with { Name = "copy", Values = [.. panel.Attributes[0].Values.Select(value => $"the {value}")] };
        var drivers = Panels.Rank(panel with { Attributes = [.. panel.Attributes, copy] }).Drivers;
        Assert.Equal(["copy"], drivers.Single(driver => driver.Attribute == "region").SameAs);
        Assert.Equal(["region"], drivers.Single(driver => driver.Attribute == "copy").SameAs);
        Assert.Empty(drivers.Single(driver => driver.Attribute == "zone").SameAs);
    }

    [Fact]
    public void A_constant_change_has_no_driver()
    {
        var ranked = Panels.Rank(Panels.Draw(8, 300, 0) with { Change = [.. Enumerable.Repeat(0.1, 300)], Before = null, After = null });
        Assert.False(ranked.Explained);
        Assert.All(ranked.Drivers, driver => Assert.Equal((0.0, 1.0, 1.0), (driver.Importance, driver.P, driver.Q)));
    }

    [Fact]
    public void More_attributes_than_consumers_is_an_answer()
    {
        var panel = Panels.Draw(9, 40, 0);
        AttributeColumn[] many = [.. Enumerable.Range(0, 60).Select(i => AttributeColumn.Of($"a{i}", [.. Enumerable.Range(0, 40).Select(row => $"v{(row * 7 + i * row) % 3}")]))];
        Assert.Equal(60, Panels.Rank(panel with { Attributes = many }).Drivers.Count + Panels.Rank(panel with { Attributes = many }).LeftOut.Count);
    }

    [Fact]
    public void Attributes_without_two_values_are_left_out_with_the_reason()
    {
        var panel = Panels.Draw(10, 100, 0);
        var ranked = Panels.Rank(panel with
        {
            Attributes = [AttributeColumn.Of("one", [.. Enumerable.Repeat("same", 100)]), AttributeColumn.Of("none", new string?[100]), AttributeColumn.Of("name", [.. Enumerable.Range(0, 100).Select(i => $"n{i}")])],
        });
        Assert.Empty(ranked.Drivers);
        Assert.False(ranked.Explained);
        Assert.Equal(["one", "none", "name"], ranked.LeftOut.Select(left => left.Attribute));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void Too_few_consumers_are_refused(int consumers) =>
        Assert.Contains($"got {consumers}", Assert.Throws<ArgumentException>(() => Panels.Rank(Panels.Draw(1, consumers, 0))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_change_that_is_not_finite_is_refused_by_its_row()
    {
        var panel = Panels.Draw(11, 50, 0);
        double[] broken = [.. panel.Change];
        broken[6] = double.NaN;
        Assert.Contains("consumer 7", Assert.Throws<ArgumentException>(() => Panels.Rank(panel with { Change = broken })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Weights_and_values_that_are_not_finite_are_refused_by_their_row(double bad)
    {
        var panel = Panels.Draw(14, 50, 0);
        double[] broken = [.. Enumerable.Repeat(1.0, 50)];
        broken[2] = bad;
        Assert.StartsWith("weight of consumer 3: ", Assert.Throws<ArgumentException>(() => Panels.Rank(panel with { Weights = broken })).Message, StringComparison.Ordinal);
        Assert.StartsWith("value before of consumer 3: ", Assert.Throws<ArgumentException>(() => Panels.Rank(panel with { Before = broken })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_thousand_categories_explain_nothing_that_is_not_there()
    {
        var panel = Panels.Draw(15, 30_000, 0);
        var random = new Random(15);
        var ranked = Panels.Rank(panel with { Attributes = [AttributeColumn.Of("place", [.. panel.Change.Select(_ => $"p{random.Next(5_000)}")])] });
        Assert.False(ranked.Explained);
        Assert.Equal(255, ranked.Drivers[0].Values.Count);
    }

    [Fact]
    public void Other_buyers_are_mix_and_the_same_buyers_with_more_are_behaviour()
    {
        Assert.Equal(DriverActs.Mix, Acts(boughtMoreOften: 0.3, paidMore: 1));
        Assert.Equal(DriverActs.Behaviour, Acts(boughtMoreOften: 0, paidMore: 1.6));
        Assert.Equal(DriverActs.Both, Acts(boughtMoreOften: 0.3, paidMore: 1.6));
    }

    [Fact]
    public void Progress_rises_to_the_end_and_a_cancelled_ranking_ends()
    {
        var told = new List<double>();
        DriverRanking.Of(Panels.Draw(13, 100, 0), Panels.Quick, new Told(told), TestContext.Current.CancellationToken);
        Assert.Equal(1, told.Max());
        Assert.Equal(5 + 8 + 40, told.Count);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => DriverRanking.Of(Panels.Draw(13, 2_000, 0), null, new Told(told, stop.Cancel), stop.Token));
    }

    [Fact]
    public void No_limit_of_winsorising_is_stored_and_what_was_stored_with_limits_is_read()
    {
        var stored = JsonSerializer.Serialize(Panels.Rank(Panels.Draw(16, 100, 0)));
        Assert.DoesNotContain("Limit", stored, StringComparison.Ordinal);
        Assert.Equal(stored, JsonSerializer.Serialize(JsonSerializer.Deserialize<RankedDrivers>(stored[..^1] + ",\"LowLimit\":-2,\"HighLimit\":3}")));
    }

    private sealed class Told(List<double> shares, Action? then = null) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (shares)
                shares.Add(value);
            then?.Invoke();
        }
    }

    private static DriverActs? Acts(double boughtMoreOften, double paidMore)
    {
        var random = new Random(12);
        string[] region = [.. Enumerable.Range(0, 4_000).Select(_ => $"r{random.Next(3)}")];
        double[] before = [.. region.Select(_ => Spend(0.5, 1))];
        double[] after = [.. region.Select(where => where == "r1" ? Spend(0.5 + boughtMoreOften, paidMore) : Spend(0.5, 1))];
        return Panels.Rank(new()
        {
            Change = [.. after.Zip(before, (late, early) => late - early)],
            Bought = [.. before.Zip(after, (early, late) => (early > 0, late > 0))],
            Attributes = [AttributeColumn.Of("region", region), AttributeColumn.Of("coin", [.. region.Select(_ => random.Next(2) == 0 ? "heads" : "tails")])],
        }).Drivers.Single(driver => driver.Attribute == "region").Acts;

        double Spend(double share, double factor) => random.NextDouble() < share ? factor * 20 * Math.Exp(0.3 * random.Normal()) : 0;
    }

    private static (string, double, double, double, double) Numbers(Driver driver) => (driver.Attribute, driver.Importance, driver.Gain, driver.P, driver.Q);
}
