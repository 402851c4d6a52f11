using System.Globalization;
using System.Text;

namespace Tracker.Cli.Tests;

/// <summary>Long tables for tests.</summary>
internal static class LongTableText
{
    /// <summary>Months from 2019-01 on: a level, a season and a trend that differ by series, and noise of two per cent that is not random.</summary>
    public static string Months(int series, int months, Func<int, int, double>? factor = null)
    {
        var text = new StringBuilder("series,month,value\n");
        for (var s = 0; s < series; s++)
        {
            for (var m = 0; m < months; m++)
                text.Append(CultureInfo.InvariantCulture, $"s{s:00},{2019 + m / 12:0000}-{m % 12 + 1:00},{Value(s, m) * (factor?.Invoke(s, m) ?? 1):R}\n");
        }

        return text.ToString();
    }

    /// <summary>Days from 2024-01-01 on, with a week.</summary>
    public static string Days(int days)
    {
        var text = new StringBuilder("series,date,value\n");
        for (var d = 0; d < days; d++)
            text.Append(CultureInfo.InvariantCulture, $"d,{new DateOnly(2024, 1, 1).AddDays(d):yyyy-MM-dd},{100 + 20 * (d % 7) + d * 37 % 11:R}\n");
        return text.ToString();
    }

    private static double Value(int series, int month) =>
        100 * (series + 1) * (1 + 0.2 * Math.Sin((month + series) * Math.PI / 6)) * (1 + 0.003 * month) * (1 + 0.02 * Math.Sin(month * 12.9898 + series * 78.233));
}
