using System.Globalization;
using Tracker.Core.Daily;
using Tracker.Core.Forecasting;
using Tracker.Core.Panel;

namespace Tracker.Benchmarks;

/// <summary>
/// Whether monthly sums are forecast better when the make-up of their days is taken out before fitting and put back: a month weighs the sum of its
/// days' factors (weekday, payday, holiday; the leap day is a day more), by the regression on the days before it.
/// </summary>
internal static class MonthAdjustment
{
    public static void Print(IReadOnlyList<DailyCase> cases, TextWriter output)
    {
        var errors = new (double Plain, double Length, double Adjusted)[cases.Count];
        Parallel.For(0, cases.Count, i => errors[i] = Errors(cases[i]));
        output.WriteLine();
        output.WriteLine("| monthly sums, one step, root mean square | half | series | as they are, % | per day, % | adjusted, % | adjusted / as they are |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var group in Enumerable.Range(0, cases.Count).GroupBy(i => (cases[i].Source, cases[i].Report)))
        {
            var (plain, length, adjusted) = (group.Average(i => errors[i].Plain), group.Average(i => errors[i].Length), group.Average(i => errors[i].Adjusted));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {group.Key.Source} | {(group.Key.Report ? "report" : "tuning")} | {group.Count()} | {100 * plain:0.00} | {100 * length:0.00} | {100 * adjusted:0.00} | {adjusted / plain:0.000} |"));
        }
    }

    private static (double Plain, double Length, double Adjusted) Errors(DailyCase one)
    {
        var (first, months) = (Month.Of(one.Values.Start), one.Last - Month.Of(one.Values.Start) + 1);
        var design = CalendarDesign.Of(one.Calendar, one.Values.Start, one.Values.End.AddDays(-1));
        var weights = MonthCalendar.LogWeights(one.Values, design, first, months) ?? throw new InvalidOperationException($"{one.Name}: expected a calendar regression");
        double[] plain = [.. Enumerable.Range(0, months).Select(i => Math.Log(Sum(one.Values, first + i)))];
        double[] length = [.. plain.Select((log, i) => log - Math.Log((first + i).Days))];
        double[] adjusted = [.. plain.Select((log, i) => log - weights[i])];
        return (Error(plain), Error(length), Error(adjusted));
    }

    private static double Sum(DaySeries series, Month month)
    {
        var sum = 0.0;
        foreach (var value in series.Values.Slice(series.IndexOf(month.FirstDay), month.Days))
            sum += value;
        return sum;
    }

    private static double Error(double[] logs) => ((Forecast)Combination.Forecast(logs, 1, ForecastOptions.Default)).OneStep.RootMeanSquare!.Value;
}
