using System.Globalization;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Testing;

namespace Tracker.Core.Tests.Movers;

public class CardSpendTests
{
    [Fact]
    public void The_spring_of_2020_is_the_largest_mover_of_the_year_in_most_sectors_of_US_card_spend()
    {
        var start = new Month(2019, 1);
        var series = SharedData.Rows("oi_card_spend/long_national_monthly.csv.gz")
            .Where(row => row[2] == "all" && row[3] == "s")
            .GroupBy(row => row[1])
            .Select(sector => Series(sector.Key, start, sector))
            .ToArray();
        Assert.Equal(18, series.Length);

        var scores = PlainTable.Score(series, new Month(2020, 1) - start, new Month(2020, 12) - start, null, TestContext.Current.CancellationToken);
        var largest = scores.GroupBy(score => score.Series).ToDictionary(
            sector => sector.Key, sector => start + sector.MaxBy(score => Math.Abs(score.Cii))!.Period);
        var spring = largest.Count(sector => sector.Value == new Month(2020, 3) || sector.Value == new Month(2020, 4));
        Assert.True(2 * spring > 18, $"{spring} of 18: {string.Join(", ", largest)}");
    }

    private static PlainSeries Series(string name, Month start, IEnumerable<string[]> rows)
    {
        var values = new SortedDictionary<int, double>();
        foreach (var row in rows)
        {
            var month = Month.Of(DateOnly.ParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture));
            values[month - start] = 1 + double.Parse(row[5], CultureInfo.InvariantCulture);
        }

        return new(name, 0, [.. Enumerable.Range(0, values.Keys.Max() + 1).Select(at => values.GetValueOrDefault(at, double.NaN))]);
    }
}
