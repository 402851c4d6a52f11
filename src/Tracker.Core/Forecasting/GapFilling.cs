namespace Tracker.Core.Forecasting;

/// <summary>Fills missing values so that every later value keeps its phase of the season.</summary>
public static class GapFilling
{
    /// <summary>The season is found from the filled values, so filling is repeated until both agree well enough.</summary>
    private const int Rounds = 4;

    /// <summary>
    /// A straight line between the neighbours, level after the last value. With two seasons or more the line is drawn on the seasonally
    /// adjusted values and the season put back.
    /// </summary>
    /// <param name="values">On the scale, NaN where missing.</param>
    /// <param name="season">Periods in a season.</param>
    /// <returns>As many values, none missing; empty or all missing gives zeros.</returns>
    public static double[] Fill(ReadOnlySpan<double> values, int season)
    {
        var filled = values.ToArray();
        Interpolate(filled);
        if (values.Length < 2 * season)
            return filled;

        for (var round = 0; round < Rounds; round++)
        {
            var indices = SeasonalAdjustment.Indices(filled, season);
            var adjusted = values.ToArray();
            for (var i = 0; i < adjusted.Length; i++)
                adjusted[i] -= indices[i % season];
            Interpolate(adjusted);
            for (var i = 0; i < filled.Length; i++)
                filled[i] = double.IsNaN(values[i]) ? adjusted[i] + indices[i % season] : values[i];
        }

        return filled;
    }

    private static void Interpolate(double[] values)
    {
        var before = -1; // the last index that has a value
        for (var i = 0; i <= values.Length; i++)
        {
            if (i < values.Length && double.IsNaN(values[i]))
                continue;
            for (var gap = before + 1; gap < i; gap++)
            {
                values[gap] = (before, i) switch
                {
                    (-1, var next) => next < values.Length ? values[next] : 0,
                    (var last, var next) when next == values.Length => values[last],
                    var (last, next) => values[last] + (values[next] - values[last]) * (gap - last) / (next - last),
                };
            }

            before = i;
        }
    }
}
