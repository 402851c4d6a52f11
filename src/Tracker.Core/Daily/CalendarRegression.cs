using Tracker.Core.Panel;

namespace Tracker.Core.Daily;

/// <summary>
/// Harmonic regression of the logs of a daily series with a ridge (Hoerl and Kennard 1970), from one origin after another. The normal equations grow
/// by the days in between, so that an origin costs one Cholesky factorisation. A penalty is the ratio of the variance of the noise to that
/// of the effect, so all of them rise with the noise.
/// </summary>
internal sealed class CalendarRegression
{
    private const double PenaltyScale = 0.05; // of the noise for which the penalties of the design are meant
    private const double LeastScale = 0.02, MostScale = 1;
    private const int LongestOutage = 14; // days
    private const double Normal = 1.4826; // standard deviation over median magnitude of a normal variable
    private const int Rounds = 2;

    private readonly CalendarDesign design;
    private readonly double[] values;
    private readonly double[] gram, moments;
    private int days;
    private double scale = 2 * PenaltyScale; // until the noise is known

    /// <param name="design">Of days that begin with the first value.</param>
    /// <param name="values">Logs, NaN where missing.</param>
    public CalendarRegression(CalendarDesign design, double[] values)
    {
        (this.design, this.values) = (design, values);
        gram = new double[design.Columns * design.Columns];
        moments = new double[design.Columns];
    }

    /// <summary>The fit of the days before an origin; origins do not fall. The penalties use the noise seen at the origin before.</summary>
    public CalendarFit At(int origin)
    {
        for (; days < origin; days++)
        {
            if (IsKnown(days))
                design.Add(days, values[days], 1, gram, moments);
        }

        var replaced = new bool[origin];
        for (var day = 0; day < origin; day++)
            replaced[day] = !IsKnown(day);
        var coefficients = Solve(replaced);
        for (var round = 0; round < Rounds; round++)
        {
            var residuals = Residuals(coefficients, origin);
            scale = Normal * (Median.Of(residuals.Where((_, day) => !replaced[day]).Select(Math.Abs)) ?? 0);
            var found = Outages(residuals, replaced);
            if (found == 0)
                break;
            coefficients = Solve(replaced);
        }

        return new(design, coefficients, origin, scale, replaced);
    }

    private bool IsKnown(int day) => !double.IsNaN(values[day]) && !design.IsOutage(day);

    private double[] Solve(bool[] replaced)
    {
        double[] matrix = [.. gram], solution = [.. moments];
        for (var day = 0; day < replaced.Length; day++)
        {
            if (replaced[day] && IsKnown(day))
                design.Add(day, values[day], -1, matrix, solution);
        }

        var noise = Math.Clamp(scale, LeastScale, MostScale) / PenaltyScale;
        for (var column = 0; column < solution.Length; column++)
            matrix[column * solution.Length + column] += design.Penalties[column] * noise * noise;
        Cholesky.Solve(matrix, solution);
        return solution;
    }

    private double[] Residuals(double[] coefficients, int origin)
    {
        var residuals = new double[origin];
        for (var day = 0; day < origin; day++)
            residuals[day] = IsKnown(day) ? values[day] - design.Part(day, coefficients, 0, design.Columns) : 0;
        return residuals;
    }

    /// <summary>Marks runs of at most 14 days far off the fit, between days that are not; holidays may be as they are.</summary>
    private int Outages(double[] residuals, bool[] replaced)
    {
        var (low, high) = (-Math.Max(5 * scale, 0.5), Math.Max(6 * scale, 0.7));
        var found = 0;
        for (var from = 0; from < residuals.Length; from++)
        {
            var to = from;
            while (to < residuals.Length && !replaced[to] && !design.IsSpecial(to) && (residuals[to] < low || residuals[to] > high))
                to++;
            if (to > from && to - from <= LongestOutage && to < residuals.Length)
            {
                replaced.AsSpan(from..to).Fill(true);
                found += to - from;
            }

            from = to;
        }

        return found;
    }
}
