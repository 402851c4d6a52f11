using System.Globalization;
using Tracker.Core.Panel;
using Tracker.Testing;

namespace Tracker.Core.Tests.Panel;

/// <summary>Real daily counts: false alarms, and a third of a month taken away.</summary>
public class CompletenessOfRealDaysTests
{
    [Theory]
    [InlineData("completejourney_sample/transactions.csv.gz", 2, 9)]
    [InlineData("online_retail/transactions.csv.gz", 2, 6)]
    [InlineData("quantium_chips/transactions.csv.gz", 2, 9)]
    [InlineData("forecast_daily/series.csv.gz", 1, 22)]
    public void WholeMonths_AreNotProvisional_AndMonthsWithAThirdMissingAre(string file, int dateColumn, int leastThinned)
    {
        var (judged, alarms, cut, thinned) = (0, 0, 0, 0);
        var months = Months(file, dateColumn);
        for (var last = Completeness.LeastPastMonths; last < months.Count; last++)
        {
            judged++;
            alarms += Completeness.Of(months.Take(last + 1).ToArray()).Provisional ? 1 : 0;
            cut += Completeness.Of([.. months.Take(last), WithoutTheEnd(months[last])]).Provisional ? 1 : 0;
            thinned += Completeness.Of([.. months.Take(last), Thinned(months[last])]).Provisional ? 1 : 0;
        }

        Assert.True(judged >= 9, $"{file}: {judged} months");
        Assert.Equal(0, alarms);
        Assert.Equal(judged, cut);
        TestContext.Current.SendDiagnosticMessage($"{file}: {judged} months, {alarms} alarms, found {cut} cut and {thinned} thinned");
        Assert.True(thinned >= leastThinned, $"{file}: {thinned} of {judged}");
    }

    /// <summary>Ten days before the last are gone: a third of the files of the month.</summary>
    private static MonthDays WithoutTheEnd(MonthDays month) =>
        new(month.Month, month.ActiveConsumers, [.. month.Events.Select((events, day) => day >= month.Events.Count - 11 && day < month.Events.Count - 1 ? 0 : events)]);

    /// <summary>Every third event of each day is gone.</summary>
    private static MonthDays Thinned(MonthDays month) => new(month.Month, month.ActiveConsumers, [.. month.Events.Select(events => events - events / 3)]);

    /// <summary>The whole months of a file. Cash machines: all of them together, without their missing days, as a panel's events.</summary>
    private static List<MonthDays> Months(string file, int dateColumn)
    {
        var days = new SortedDictionary<DateOnly, double>();
        var consumers = new Dictionary<Month, HashSet<string>>();
        foreach (var row in SharedData.Rows(file))
        {
            var machines = file.StartsWith("forecast_daily", StringComparison.Ordinal);
            if (machines && (!row[0].StartsWith("NN5", StringComparison.Ordinal) || row[2].Length == 0))
                continue;
            if (!DateOnly.TryParseExact(row[dateColumn][..Math.Min(10, row[dateColumn].Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                continue;
            if (!consumers.TryGetValue(Month.Of(day), out var known))
                consumers.Add(Month.Of(day), known = []);
            known.Add(machines ? "all" : row[1]);
            days[day] = days.GetValueOrDefault(day) + (machines ? 100 * double.Parse(row[2], CultureInfo.InvariantCulture) : 1);
        }

        var (first, last) = (days.Keys.First(), days.Keys.Last());
        var months = new List<MonthDays>();
        for (var month = Month.Of(first); month <= Month.Of(last); month += 1)
        {
            if (month.FirstDay >= first && month.LastDay <= last)
                months.Add(new(month, Active(month), [.. Enumerable.Range(0, month.Days).Select(day => (long)days.GetValueOrDefault(month.FirstDay.AddDays(day)))]));
        }

        return months;

        int Active(Month month) =>
            Enumerable.Range(0, Activity.WindowMonths).SelectMany(back => consumers.GetValueOrDefault(month - back, [])).Distinct().Count();
    }
}
