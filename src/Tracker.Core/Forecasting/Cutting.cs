namespace Tracker.Core.Forecasting;

/// <summary>Winsorising of one-step errors as they come, so that one spike does not move a model far.</summary>
internal static class Cutting
{
    /// <summary>The error, or so many times the root mean square of the errors before where it lies beyond. Errors count in that as they
    /// came, so after a break of level the limit opens within a few periods.</summary>
    /// <param name="error">The error that has come.</param>
    /// <param name="squares">Sum of the squares of the errors before.</param>
    /// <param name="seen">Number of the errors before.</param>
    /// <param name="first">Errors that are never cut.</param>
    /// <param name="times">The limit in root mean squares.</param>
    public static double Cut(double error, double squares, int seen, int first, double times)
    {
        if (seen < first || squares == 0)
            return error;
        var widest = times * Math.Sqrt(squares / seen);
        return Math.Clamp(error, -widest, widest);
    }
}
