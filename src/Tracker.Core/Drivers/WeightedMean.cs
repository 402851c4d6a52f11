namespace Tracker.Core.Drivers;

internal static class WeightedMean
{
    /// <summary>Of some rows; 0 where none has weight.</summary>
    public static double Of(ReadOnlySpan<int> rows, double[] values, double[] weights)
    {
        double sum = 0, weight = 0;
        foreach (var row in rows)
        {
            sum += weights[row] * values[row];
            weight += weights[row];
        }

        return weight > 0 ? sum / weight : 0;
    }

    /// <summary>Of all rows; 0 where none has weight.</summary>
    public static double Of(double[] values, double[] weights)
    {
        double sum = 0, weight = 0;
        for (var row = 0; row < values.Length; row++)
        {
            sum += weights[row] * values[row];
            weight += weights[row];
        }

        return weight > 0 ? sum / weight : 0;
    }
}
