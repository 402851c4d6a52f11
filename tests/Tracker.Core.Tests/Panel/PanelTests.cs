using Tracker.Core.Panel;
using Tracker.Core.Series;

namespace Tracker.Core.Tests.Panel;

public class PanelTests
{
    [Theory]
    [InlineData("2025-10", true)]
    [InlineData("2025-13", false)]
    [InlineData("2025-1", false)]
    [InlineData("", false)]
    public void A_month_is_written_with_four_and_two_digits(string text, bool valid)
    {
        Assert.Equal(valid, Month.TryParse(text, out var month));
        if (valid)
            Assert.Equal(text, month.ToString());
        else
            Assert.Throws<FormatException>(() => Month.Parse(text));
    }

    [Fact]
    public void Months_count_across_years()
    {
        Assert.Equal(new Month(2025, 1), new Month(2024, 11) + 2);
        Assert.Equal(new Month(2024, 11), new Month(2025, 1) - 2);
        Assert.Equal(12, new Month(2025, 3) - new Month(2024, 3));
        Assert.Equal(29, new Month(2024, 2).Days);
        Assert.Equal(new DateOnly(2024, 2, 1), new Month(2024, 2).FirstDay);
        Assert.Equal(new DateOnly(2024, 2, 29), new Month(2024, 2).LastDay);
        Assert.True(new Month(2024, 2) < new Month(2024, 3) && new Month(2024, 3) > new Month(2024, 2));
        Assert.True(new Month(2024, 2) <= new Month(2024, 2) && new Month(2024, 2) >= new Month(2024, 2));
        Assert.Equal(new Month(2024, 2), Month.Of(new(2024, 2, 17)));
        Assert.Equal(-1, new Month(2024, 1).CompareTo(new(2024, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(1, 1) - 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(2024, 13));
        Assert.Equal("0001-01", default(Month).ToString());
    }

    [Fact]
    public void Metrics_are_read_by_name()
    {
        Assert.All(Metric.All, metric => Assert.Same(metric, Metric.Parse(metric.ToString())));
        Assert.Contains("expected one of total_spend", Assert.Throws<FormatException>(() => Metric.Parse("spend")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_nine_metrics_of_a_sector_by_hand()
    {
        var sums = new Measures(GrossCents: 120_00, RefundCents: 20_00, Purchases: 8, Visits: 40, Buyers: 5);
        double[] expected = [200, 16, 80, 10, 12.5, 20, 5, 0.2, 0.25]; // 20 active consumers of weight 2
        Assert.Equal(expected, Metric.All.Select(metric => MetricValue.Of(metric, sums, 20, 2).Value));
        Assert.Equal(40, MetricValue.Of(Metric.Conversion, sums, 20, 2).Trials);
        Assert.True(double.IsNaN(MetricValue.Of(Metric.AverageTicket, default, 20, 2).Value));
    }

    [Fact]
    public void A_history_has_no_gap_and_a_sum_for_every_sector()
    {
        Sector[] sectors = [new("a")];
        PanelMonth At(int month, int sums = 1) => new(new(2024, month), 10, new Measures[sums]);
        Assert.Throws<ArgumentException>(() => new PanelHistory(sectors, []));
        Assert.Throws<ArgumentException>(() => new PanelHistory(sectors, [At(1), At(3)]));
        Assert.Throws<ArgumentException>(() => new PanelHistory(sectors, [At(1), At(2, sums: 2)]));
        Assert.Equal(new Month(2024, 2), new PanelHistory(sectors, [At(1), At(2)]).Last);
        Assert.Equal("a", sectors[0].ToString());
    }

    [Fact]
    public void Weights_make_every_month_stand_for_the_same_population()
    {
        var month = new PanelMonth(new(2024, 1), 50, []);
        Assert.Equal(2, new Weighting(100).Of(month).Mean);
        Assert.Equal(1, Weighting.OfMonth(month).Of(month).Mean);
        Assert.Equal(0, new Weighting(100).Of(month with { ActiveConsumers = 0 }).Mean);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Weighting(double.NaN));
    }

    [Fact]
    public void A_series_is_cut_before_a_month_and_equal_to_itself()
    {
        var series = new TimeSeries(new(2024, 1), [1, double.NaN, 3]);
        Assert.Equal(2, series.Before(new(2024, 3)).Length);
        Assert.Equal(0, series.Before(new(2023, 1)).Length);
        Assert.Equal(series, series.Before(new(2030, 1)));
        Assert.Equal(series.GetHashCode(), series.Before(new(2030, 1)).GetHashCode());
        Assert.NotEqual(series, series.Before(new(2024, 3)));
        Assert.Equal(new Month(2024, 3), series.MonthAt(2));
        Assert.Throws<ArgumentException>(() => new TimeSeries(new(2024, 1), [double.PositiveInfinity]));
    }
}
