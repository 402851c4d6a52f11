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
        var values = one.Values.Values.ToArray();
        var floor = 0.05 * (Median.Of(values) ?? 1);
        double[] logs = [.. values.Select(value => Math.Log(Math.Max(value, floor)))];
        var regression = new CalendarRegression(design, logs);
        var fit = regression.At(DailyForecast.LeastDays);
        var (plain, length, adjusted) = (new double[months], new double[months], new double[months]);
        for (var i = 0; i < months; i++)
        {
            var start = one.Values.IndexOf((first + i).FirstDay);
            if (start > DailyForecast.LeastDays)
                fit = regression.At(start);
            var days = Enumerable.Range(start, (first + i).Days).ToArray();
            plain[i] = Math.Log(days.Sum(day => one.Values.Values[day]));
            length[i] = plain[i] - Math.Log(days.Length);
            adjusted[i] = plain[i] - Math.Log(days.Sum(day => Math.Exp(fit.Days(day))));
        }

        return (Error(plain), Error(length), Error(adjusted));
    }

    private static double Error(double[] logs) => ((Forecast)Combination.Forecast(logs, 1, ForecastOptions.Default)).OneStep.RootMeanSquare!.Value;
}
