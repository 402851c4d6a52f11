namespace Tracker.Core.Forecasting;

/// <summary>A way to forecast a series on its scale. A new one is a file and an entry in <see cref="Combination.Members"/>.</summary>
public interface IForecaster
{
    /// <summary>The name in results and options, such as "ssa".</summary>
    string Name { get; }

    /// <summary>
    /// The paths of steps 1 to <paramref name="horizon"/> from every origin <paramref name="firstOrigin"/> to <c>past.Length</c>. An
    /// origin t is the number of values seen: its path depends on the values before t alone, and is the same wherever the rolling starts.
    /// Origins at which there is too little to see have no path.
    /// </summary>
    RollingPaths Roll(PastValues past, int firstOrigin, int horizon, int season);
}
