using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Panel;

public class MetricSeriesTests
{
    private static readonly PanelHistory Panel = Generate.Panel(1, 20, sectors: 3);

    [Fact]
    public void Every_metric_of_every_sector_is_there_in_the_order_of_metrics()
    {
        var (series, left) = Of(Panel);
        Assert.Empty(left);
        Assert.Equal(Metric.All.SelectMany(metric => Enumerable.Repeat(metric, 3)), series.Select(one => one.Metric));
    }

    [Fact]
    public void A_series_starts_at_the_third_month_of_the_panel_and_ends_before_the_scored_one()
    {
        var one = Of(Panel).Series[0];
        Assert.Equal(Panel.First + 2, one.Fitted.Start);
        Assert.Equal(17, one.Fitted.Length);
        Assert.Equal(17, one.ScaledFit.Count);
    }

    [Fact]
    public void Totals_do_not_follow_the_size_of_the_panel()
    {
        var doubled = new PanelHistory(Panel.Sectors, [.. Panel.Months.Select((month, i) => i % 2 == 0 ? month : Twice(month))]);
        var (before, after) = (Of(Panel).Series, Of(doubled, new(Panel.Months[^1].ActiveConsumers)).Series);
        Assert.All(before.Zip(after).Where(pair => pair.First.Metric.Scale == Scale.Log), pair =>
            Assert.All(pair.First.ScaledFit.Zip(pair.Second.ScaledFit), values => Assert.Equal(values.First, values.Second, 1e-12)));
    }

    [Fact]
    public void A_card_only_panel_has_no_conversion_and_its_visits_are_its_purchases()
    {
        var cards = Changed(sums => sums with { Visits = sums.Purchases });
        var left = Of(cards).Left.Where(one => one.Sector.Name == "sector 00").ToDictionary(one => one.Metric, one => one.Reason);
        Assert.Equal("equal to purchases by construction", left[Metric.Visits]);
        Assert.Equal("constant: 1 in every month before", left[Metric.Conversion]);
        Assert.Equal(2, left.Count);
    }

    [Fact]
    public void A_sector_without_activity_is_left_with_all_its_metrics()
    {
        var (series, left) = Of(Changed(_ => default));
        Assert.Empty(series);
        Assert.Equal(27, left.Count);
        Assert.All(left, one => Assert.StartsWith("nothing there", one.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_ratio_whose_denominator_is_zero_in_the_month_has_no_value_to_score()
    {
        var months = Panel.Months.ToArray();
        months[^1] = months[^1] with { BySector = [default, .. months[^1].BySector.Skip(1)] };
        var (series, left) = Of(new(Panel.Sectors, months));
        Assert.Equal(
            [Metric.AverageTicket, Metric.SpendPerBuyer, Metric.Conversion], left.Select(one => one.Metric));
        Assert.Equal(Scale.Asinh, series[0].Transform.Scale); // total spend fell to zero
    }

    [Fact]
    public void A_month_without_purchases_is_missing_in_the_ticket_and_nothing_else()
    {
        var months = Panel.Months.ToArray();
        months[10] = months[10] with { BySector = [months[10].BySector[0] with { Purchases = 0, GrossCents = 0, RefundCents = 0 }, .. months[10].BySector.Skip(1)] };
        var series = Of(new(Panel.Sectors, months)).Series.Where(one => one.Sector.Name == "sector 00").ToDictionary(one => one.Metric);
        Assert.True(double.IsNaN(series[Metric.AverageTicket].ScaledFit[8]));
        Assert.Equal(Scale.Log, series[Metric.AverageTicket].Transform.Scale);
        Assert.Equal(0, series[Metric.TotalSpend].ScaledFit[8]); // asinh of zero
    }

    [Fact]
    public void Net_refunds_take_the_asinh_scale()
    {
        var months = Panel.Months.ToArray();
        months[10] = months[10] with { BySector = [months[10].BySector[0] with { RefundCents = 1_000_000_000 }, .. months[10].BySector.Skip(1)] };
        var one = Of(new(Panel.Sectors, months)).Series[0];
        Assert.Equal(Scale.Asinh, one.Transform.Scale);
        Assert.All(one.ScaledFit, value => Assert.True(double.IsFinite(value)));
    }

    private static (IReadOnlyList<MetricSeries> Series, IReadOnlyList<NotApplicable> Left) Of(PanelHistory history, Weighting? weighting = null) =>
        MetricSeries.Of(history, weighting ?? Weighting.OfMonth(history.Months[^1]), history.Last);

    private static PanelHistory Changed(Func<Measures, Measures> change) =>
        new(Panel.Sectors, [.. Panel.Months.Select(month => month with { BySector = [.. month.BySector.Select(change)] })]);

    private static PanelMonth Twice(PanelMonth month) => new(
        month.Month,
        2 * month.ActiveConsumers,
        [.. month.BySector.Select(sums => new Measures(2 * sums.GrossCents, 2 * sums.RefundCents, 2 * sums.Purchases, 2 * sums.Visits, 2 * sums.Buyers))]);
}
