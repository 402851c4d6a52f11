namespace Tracker.Core.Forecasting;

/// <summary>
/// Finds past values that were far off for a period or two and back again, so that they are not taken for the season a year later. Every decision
/// is made as of its time, from the values before alone: exponential smoothing of level and season (Holt 1957, Winters 1960) with the constants that
/// erred least so far; a value further off than its past errors allow is a suspect; it is a shock once the series comes back to where it would be
/// without it (robust filtering in the manner of Gelper, Fried and Croux 2010). A suspect that stays away is a new level, and is left as it is.
/// </summary>
public static class PastShocks
{
    /// <summary>A suspect is off by so many standard errors.</summary>
    private const double Far = 4.5;

    /// <summary>Errors before the first suspect.</summary>
    private const int LeastErrors = 12;

    /// <summary>Errors that the standard error is made of, in seasons.</summary>
    private const int Seasons = 2;

    /// <summary>Periods that a shock may last; what lasts longer is a new level.</summary>
    private const int Longest = 2;

    /// <summary>The standard deviation of normal errors over their median size.</summary>
    private const double NormalOverMedian = 1.4826;

    private static readonly (double Level, double Season)[] Constants = [(0.1, 0.2), (0.3, 0.2), (0.6, 0.2), (0.3, 0.5)];

    /// <summary>The shocks of a series, oldest first.</summary>
    /// <param name="values">On the scale, NaN where missing; the first is not.</param>
    /// <param name="season">Periods in a season.</param>
    public static IReadOnlyList<PastShock> Find(ReadOnlySpan<double> values, int season)
    {
        var shocks = new List<PastShock>();
        if (values.Length <= season + LeastErrors)
            return shocks;
        var main = new Smoothing(values[..season]);
        Smoothing? without = null; // what the series does if the suspects had not been
        var suspects = new List<(int Index, double Error)>();
        for (var t = season; t < values.Length; t++)
        {
            if (double.IsNaN(values[t]))
                continue;
            if (without is not null)
            {
                var (index, first) = suspects[0];
                var error = values[t] - without.Forecast(t);
                if (Math.Abs(error) < Math.Abs(first) / 2)
                {
                    shocks.AddRange(suspects.Select(suspect => new PastShock(suspect.Index, t + 1)));
                    (main, without) = (without, null); // and so its errors count, without those of the shock
                }
                else if (suspects.Count < Longest && Math.Sign(error) == Math.Sign(first))
                {
                    suspects.Add((t, error));
                }
                else
                {
                    without = null;
                }
            }
            else if (main.Scale(season) is { } scale && Math.Abs(values[t] - main.Forecast(t)) > Far * scale)
            {
                suspects = [(t, values[t] - main.Forecast(t))];
                without = main.Copy();
            }

            main.See(t, values[t]);
        }

        return shocks;
    }

    /// <summary>Level and season by each pair of constants, and the errors of each.</summary>
    private sealed class Smoothing
    {
        private readonly int season;
        private readonly double[] levels = new double[Constants.Length];
        private readonly double[][] seasons;
        private readonly List<double>[] errors;

        public Smoothing(ReadOnlySpan<double> first)
        {
            season = first.Length;
            var level = 0.0;
            var known = 0;
            foreach (var value in first)
            {
                if (double.IsNaN(value))
                    continue;
                level += value;
                known++;
            }

            level /= known;
            var indices = new double[season];
            for (var i = 0; i < season; i++)
                indices[i] = double.IsNaN(first[i]) ? 0 : first[i] - level;
            Array.Fill(levels, level);
            seasons = [.. Constants.Select(_ => indices.ToArray())];
            errors = [.. Constants.Select(_ => new List<double>())];
        }

        private Smoothing(Smoothing other)
        {
            season = other.season;
            levels = [.. other.levels];
            seasons = [.. other.seasons.Select(one => one.ToArray())];
            errors = [.. other.errors.Select(one => one.ToList())];
        }

        public Smoothing Copy() => new(this);

        public double Forecast(int at) => levels[Best] + seasons[Best][at % season];

        /// <summary>The standard error of a forecast; null with too few errors, or where the usual error is nothing.</summary>
        public double? Scale(int length)
        {
            if (errors[Best].Count < LeastErrors)
                return null;
            var scale = NormalOverMedian * Panel.Median.Of(errors[Best].TakeLast(Seasons * length).Select(Math.Abs))!.Value;
            return scale > 0 ? scale : null;
        }

        public void See(int at, double value)
        {
            for (var c = 0; c < Constants.Length; c++)
            {
                var error = value - levels[c] - seasons[c][at % season];
                errors[c].Add(error);
                levels[c] += Constants[c].Level * error;
                seasons[c][at % season] += Constants[c].Season * (1 - Constants[c].Level) * error;
            }
        }

        /// <summary>The constants with the least median error so far.</summary>
        private int Best
        {
            get
            {
                var best = 0;
                var least = double.PositiveInfinity;
                for (var c = 0; c < Constants.Length; c++)
                {
                    var size = Panel.Median.Of(errors[c].TakeLast(Seasons * season).Select(Math.Abs)) ?? 0;
                    if (size < least)
                        (best, least) = (c, size);
                }

                return best;
            }
        }
    }
}
