namespace Tracker.Core.Forecasting;

/// <summary>Forecasts of steps 1 to h, on the scale of the series, from each of a run of origins. An origin may have no path.</summary>
public sealed class RollingPaths
{
    private readonly double[] steps; // origin by step
    private readonly bool[] present;

    public RollingPaths(int firstOrigin, int lastOrigin, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastOrigin, firstOrigin);
        (FirstOrigin, LastOrigin, Horizon) = (firstOrigin, lastOrigin, horizon);
        steps = new double[(lastOrigin - firstOrigin + 1) * horizon];
        present = new bool[lastOrigin - firstOrigin + 1];
    }

    public int FirstOrigin { get; }

    public int LastOrigin { get; }

    public int Horizon { get; }

    public bool Has(int origin) => origin >= FirstOrigin && origin <= LastOrigin && present[origin - FirstOrigin];

    /// <summary>The forecasts of steps 1 to h: element 0 is the value at index <paramref name="origin"/>.</summary>
    /// <exception cref="InvalidOperationException">The origin has no path.</exception>
    public ReadOnlySpan<double> Path(int origin) =>
        Has(origin) ? steps.AsSpan((origin - FirstOrigin) * Horizon, Horizon) : throw new InvalidOperationException($"origin {origin} has no forecast");

    /// <summary>Sets the path of an origin; a path that is not finite is no path.</summary>
    internal void Set(int origin, ReadOnlySpan<double> path)
    {
        foreach (var value in path)
        {
            if (!double.IsFinite(value))
                return;
        }

        path[..Horizon].CopyTo(steps.AsSpan((origin - FirstOrigin) * Horizon, Horizon));
        present[origin - FirstOrigin] = true;
    }
}
