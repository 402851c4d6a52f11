namespace Tracker.Cli.Input;

/// <summary>The values of one series of an input, period by period.</summary>
/// <param name="Name">As the input has it.</param>
/// <param name="Start">The period of the first value.</param>
/// <param name="Values">From the first period with a row to the last; NaN where there is no row or no value.</param>
internal sealed record InputSeries(string Name, Period Start, double[] Values)
{
    /// <summary>The period after the last value.</summary>
    public Period End => Start + Values.Length;
}
