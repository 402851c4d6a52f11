using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>The days of one month as they were forecast on its eve, and what came.</summary>
public sealed class DailyMonth
{
    private readonly double[] path, expected, actual;
    private readonly double floor;

    internal DailyMonth(Month month, double[] path, double correction, double[] actual, double floor)
    {
        (Month, this.path, this.actual, this.floor) = (month, path, actual, floor);
        expected = [.. path.Select(log => Math.Exp(log + correction))];
    }

    public Month Month { get; }

    public int Days => path.Length;

    /// <summary>The logs of the days' medians.</summary>
    public IReadOnlyList<double> Path => path;

    /// <summary>The days' means, in the unit of the series.</summary>
    public IReadOnlyList<double> Expected => expected;

    /// <summary>What came; NaN for a day that is missing, lies in an outage, or is not there yet.</summary>
    public IReadOnlyList<double> Actual => actual;

    /// <summary>The forecast of the whole month.</summary>
    public double ExpectedTotal => expected.Sum();

    /// <summary>ln(actual) − path of a day, from 1; NaN where there is no actual.</summary>
    public double ErrorOf(int day) => Math.Log(Math.Max(actual[day - 1], floor)) - path[day - 1];

    /// <summary>Sums of the days to one, from 1, that have an actual.</summary>
    public (double Actual, double Expected) To(int day)
    {
        var (came, forecast) = (0.0, 0.0);
        for (var at = 0; at < Math.Min(day, Days); at++)
        {
            if (double.IsNaN(actual[at]))
                continue;
            came += actual[at];
            forecast += expected[at];
        }

        return (came, forecast);
    }

    /// <summary>The log of what came to a day over its forecast; NaN where no day to it has an actual.</summary>
    public double CumulatedError(int day)
    {
        var (came, forecast) = To(day);
        return forecast > 0 ? Math.Log(Math.Max(came, floor) / forecast) : double.NaN;
    }
}
