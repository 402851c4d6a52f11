using Tracker.Core.Movers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Movers;

public class MoverRankingTests
{
    private static readonly PanelHistory Quiet = Generate.Panel(1, 60);

    [Fact]
    public void A_planted_rate_mover_comes_first_and_is_significant()
    {
        var score = Score(Quiet.WithLastSpend(4, 1.4), Quiet.Last);
        var first = score.Movers[0];
        Assert.Equal("sector 04", first.Sector.Name);
        Assert.Contains(first.Metric, new[] { Metric.TotalSpend, Metric.AverageTicket, Metric.SpendPerBuyer, Metric.SpendPerConsumer });
        Assert.True(first.Significant && first.Q <= 0.1 && first.Cii > 6, first.ToString());
        Assert.InRange(first.PercentChange!.Value, 30, 50);
    }

    [Fact]
    public void Metrics_scored_apart_and_pooled_are_the_same_month()
    {
        var options = ScoringOptions.Default;
        var parts = Metric.All.Select(metric => MoverRanking.Forecasts(Quiet, Quiet.Last, metric, options, TestContext.Current.CancellationToken)).ToArray();
        var pooled = MoverRanking.Pooled(Quiet, Quiet.Last, [.. parts.SelectMany(part => part)], options);
        var whole = Score(Quiet, Quiet.Last);
        AssertSame(whole.Movers, pooled.Movers);
        Assert.Equal(whole.Sectors, pooled.Sectors);
        Assert.Equal(whole.CommonShocks, pooled.CommonShocks);
        var refused = Assert.Throws<ArgumentException>(() => MoverRanking.Pooled(Quiet, Quiet.Last, [.. parts.Skip(1).SelectMany(part => part)], options));
        Assert.StartsWith("expected a forecast for each of ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_month_is_judged_without_looking_at_later_months()
    {
        var month = Quiet.Last - 6;
        var cut = new PanelHistory(Quiet.Sectors, [.. Quiet.Months.TakeWhile(one => one.Month <= month)]);
        AssertSame(Score(cut, month).Movers, Score(Quiet, month).Movers);
    }

    [Fact]
    public void The_forecast_does_not_look_at_the_month()
    {
        var planted = Score(Quiet.WithLastSpend(4, 1.4), Quiet.Last).Movers.ToDictionary(mover => (mover.Sector, mover.Metric));
        foreach (var mover in Score(Quiet, Quiet.Last).Movers)
            Assert.Equal(mover.Forecast, planted[(mover.Sector, mover.Metric)].Forecast);
    }

    [Fact]
    public void The_order_of_sectors_changes_nothing()
    {
        int[] shuffled = [3, 1, 4, 0, 9, 2, 6, 5, 8, 7];
        var other = new PanelHistory(
            [.. shuffled.Select(i => Quiet.Sectors[i])],
            [.. Quiet.Months.Select(month => month with { BySector = [.. shuffled.Select(i => month.BySector[i])] })]);
        var (one, two) = (Score(Quiet, Quiet.Last), Score(other, Quiet.Last));
        AssertSame(one.Movers, two.Movers);
        Assert.Equal(one.Sectors, two.Sectors);
        Assert.Equal(one.CommonShocks, two.CommonShocks);
    }

    [Fact]
    public void The_sector_of_a_planted_mover_comes_first_and_is_significant()
    {
        var score = Score(Quiet.WithLastSpend(4, 1.4), Quiet.Last);
        var first = score.Sectors[0];
        Assert.Equal(("sector 04", true, 1), (first.Sector.Name, first.Significant, first.Rank));
        var own = score.Movers.Where(mover => mover.Sector == first.Sector).ToArray();
        Assert.Equal(own.Max(mover => Math.Abs(mover.Cii)), Math.Abs(first.Cii));
        Assert.Equal(Math.Sqrt(own.Average(mover => mover.Cii * mover.Cii)), first.Index, 1e-9); // total_spend rose, so it is above zero
        Assert.Equal((own.Length, own.Count(mover => mover.Significant)), (first.Metrics, first.Movers));
        Assert.True(Score(Quiet.WithLastSpend(4, 0.6), Quiet.Last).Sectors[0].Index < 0);
    }

    [Fact]
    public void Money_is_the_impact_of_spend_and_its_share_is_of_what_all_spent()
    {
        var score = Score(Quiet, Quiet.Last);
        var panel = Quiet.Months[^1].BySector.Sum(sums => sums.SpendCents) / 100.0;
        foreach (var mover in score.Movers.Where(mover => mover.Metric == Metric.TotalSpend))
        {
            Assert.Equal(mover.Impact, mover.Money);
            Assert.Equal(100 * Math.Abs(mover.Impact) / panel, mover.ShareOfPanel!.Value, 1e-6);
        }

        // A ticket that is off by a tenth is a tenth of the sector's money.
        var spend = score.Movers.Where(mover => mover.Metric == Metric.TotalSpend).ToDictionary(mover => mover.Sector, mover => mover.Actual);
        Assert.All(score.Movers.Where(mover => mover.Metric == Metric.AverageTicket), mover =>
            Assert.Equal(spend[mover.Sector] * mover.Impact / mover.Actual, mover.Money!.Value, 1e-6 * spend[mover.Sector]));
    }

    [Fact]
    public void Realised_false_alarms_of_quiet_months_are_near_the_nominal_rate()
    {
        var alarms = Score(Quiet, Quiet.Last).CommonShocks.Select(shock => shock.FalseAlarms!.Value).ToArray();
        Assert.InRange((double)alarms.Sum(one => one.Alarms) / alarms.Sum(one => one.Scores), 0.04, 0.06);
        Assert.All(alarms, one => Assert.Equal(240, one.Scores)); // 10 sectors, 24 months
    }

    [Fact]
    public void Changing_the_currency_leaves_the_index()
    {
        var cents = new PanelHistory(
            Quiet.Sectors,
            [.. Quiet.Months.Select(month => month with
            {
                BySector = [.. month.BySector.Select(sums => sums with { GrossCents = 100 * sums.GrossCents, RefundCents = 100 * sums.RefundCents })],
            })]);
        var before = Score(Quiet, Quiet.Last).Movers;
        var after = Score(cents, Quiet.Last).Movers;
        Assert.All(before.Zip(after), pair =>
        {
            Assert.Equal((pair.First.Sector, pair.First.Metric), (pair.Second.Sector, pair.Second.Metric));
            Assert.Equal(pair.First.Cii, pair.Second.Cii, 1e-6);
        });
    }

    [Fact]
    public void Two_runs_give_the_same_bits() =>
        AssertSame(Score(Quiet, Quiet.Last).Movers, Score(Quiet, Quiet.Last).Movers);

    [Fact]
    public void Own_and_common_parts_add_up_to_the_impact()
    {
        foreach (var mover in Score(Quiet, Quiet.Last).Movers)
            Assert.Equal(mover.Impact, mover.Own + mover.Common, 1e-9 * Math.Abs(mover.Actual));
    }

    [Fact]
    public void A_shock_that_all_sectors_share_is_common_and_moves_no_sector()
    {
        var all = Enumerable.Range(0, 10).Aggregate(Quiet, (history, sector) => history.WithLastSpend(sector, 0.5));
        var score = Score(all, Quiet.Last);
        var quiet = Score(Quiet, Quiet.Last);
        Assert.InRange(score.CommonShocks.Single(shock => shock.Metric == Metric.TotalSpend).Shift, -0.80, -0.60);
        Assert.Equal(quiet.Significant, score.Significant);
        Assert.All(score.CommonShocks, shock => Assert.Equal(
            shock.Metric == Metric.TotalSpend || shock.Metric == Metric.AverageTicket || shock.Metric == Metric.SpendPerBuyer || shock.Metric == Metric.SpendPerConsumer,
            shock.Q <= 0.1));
        Assert.All(score.Movers.Where(mover => mover.Metric == Metric.TotalSpend), mover => Assert.True(mover.Common < 0));
    }

    [Fact]
    public void With_fewer_than_eight_sectors_nothing_is_common()
    {
        var few = Generate.Panel(2, 40, sectors: 7);
        Assert.All(Score(few, few.Last).CommonShocks, shock => Assert.Equal((0.0, null, null), (shock.Shift, shock.Cii, shock.Q)));
    }

    [Theory]
    [InlineData(13, false)] // two incomplete months, ten fitted before the scored one
    [InlineData(15, false)]
    [InlineData(16, true)] // twelve backtest errors
    public void Under_twelve_backtest_errors_there_is_an_index_but_no_chance(int months, bool chance)
    {
        var brief = Generate.Panel(3, months);
        var score = Score(brief, brief.Last);
        Assert.NotEmpty(score.Movers);
        Assert.All(score.Movers, mover => Assert.Equal((chance, chance), (mover.P is not null, mover.Q is not null)));
    }

    [Fact]
    public void Under_thirteen_months_the_short_history_makes_the_forecast_and_says_so()
    {
        var brief = Generate.Panel(3, 12);
        Assert.All(Score(brief, brief.Last).Movers, mover => Assert.Equal("short_history", mover.Model));
    }

    [Fact]
    public void The_first_three_months_have_no_movers_and_say_why()
    {
        var brief = Generate.Panel(3, 3);
        var score = Score(brief, brief.Last);
        Assert.Empty(score.Movers);
        Assert.Equal(90, score.NotApplicable.Count);
        Assert.All(score.NotApplicable, left => Assert.StartsWith("nothing there", left.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Ranks_count_from_one_significant_movers_first_then_by_size_of_the_index()
    {
        var movers = Score(Quiet.WithLastSpend(4, 1.4), Quiet.Last).Movers;
        Assert.Equal(Enumerable.Range(1, movers.Count), movers.Select(mover => mover.Rank));
        foreach (var (one, next) in movers.Zip(movers.Skip(1)))
            Assert.True(one.Significant && !next.Significant || one.Significant == next.Significant && Math.Abs(one.Cii) >= Math.Abs(next.Cii));
    }

    [Fact]
    public void A_month_outside_the_panel_is_refused() =>
        Assert.Throws<ArgumentException>(() => Score(Quiet, Quiet.Last + 1));

    [Fact]
    public void A_cancelled_run_stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => MoverRanking.Score(Quiet, Quiet.Last, null, new(true)));

    [Fact]
    public void A_sector_whose_money_vanishes_is_scored_on_the_asinh_scale()
    {
        var score = Score(Quiet.WithLastSpend(4, 0), Quiet.Last);
        var mover = score.Movers.Single(one => one.Sector.Name == "sector 04" && one.Metric == Metric.TotalSpend);
        Assert.Equal((Scale.Asinh, true), (mover.Scale, mover.Significant));
        Assert.True(mover.Cii < -6);
    }

    [Fact]
    public void One_member_alone_can_be_asked_for()
    {
        var options = new ScoringOptions { Forecast = new() { Forecaster = "seasonal_naive" } };
        Assert.All(Score(Quiet, Quiet.Last, options).Movers, mover =>
            Assert.Equal(("seasonal_naive", 1.0), (mover.Model, mover.Members.Single().Weight)));
    }

    private static MonthScore Score(PanelHistory history, Month month, ScoringOptions? options = null) =>
        MoverRanking.Score(history, month, options, TestContext.Current.CancellationToken);

    private static void AssertSame(IReadOnlyList<Mover> expected, IReadOnlyList<Mover> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
            Assert.Equal(pair.First with { Members = [], Treated = [] }, pair.Second with { Members = [], Treated = [] }));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Members, pair.Second.Members));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Treated, pair.Second.Treated));
    }
}
