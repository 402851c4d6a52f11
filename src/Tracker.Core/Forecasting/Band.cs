using MathNet.Numerics.Distributions;

namespace Tracker.Core.Forecasting;

/// <summary>The interval around a forecast at one step, in the unit of the value. <c>Lo</c> is never above <c>Hi</c>.</summary>
public readonly record struct Band
{
    /// <exception cref="ArgumentException">Limits that are not finite or in the wrong order.</exception>
    public Band(double lo, double hi)
    {
        if (!double.IsFinite(lo) || !double.IsFinite(hi) || lo > hi)
            throw new ArgumentException($"band: expected finite lo ≤ hi, got {lo} and {hi}");
        (Lo, Hi) = (lo, hi);
    }

    public double Lo { get; }

    public double Hi { get; }

    public bool Contains(double value) => value >= Lo && value <= Hi;

    /// <summary>
    /// The half width of the band at each step, on the scale, never falling with the step. It is the conformal quantile of the absolute rolling-origin errors of
    /// the step (<see cref="ConformalQuantile"/>); where there are too few errors for the level, a Student-t quantile times their root mean square, to which
    /// errors fewer than four add a prior scale that grows with the root of the step.
    /// </summary>
    /// <param name="backtests">By step, at least one.</param>
    /// <param name="level">The share of cases that should fall inside, in (0, 1).</param>
    public static double[] HalfWidths(IReadOnlyList<Backtest> backtests, double level)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "level: expected between 0 and 1");
        var widths = new double[backtests.Count];
        var widest = 0.0;
        var oneStep = ErrorScale.Of(backtests[0].Errors);
        for (var step = 1; step <= widths.Length; step++)
        {
            var errors = backtests[step - 1].Errors;
            var magnitudes = new double[errors.Length];
            for (var i = 0; i < magnitudes.Length; i++)
                magnitudes[i] = Math.Abs(errors[i]);
            var width = ConformalQuantile.Of(magnitudes, level) ?? StudentWidth(errors, level, oneStep * Math.Sqrt(step));
            widest = Math.Max(widest, width);
            widths[step - 1] = widest;
        }

        return widths;
    }

    private static double StudentWidth(ReadOnlySpan<double> errors, double level, double prior) =>
        StudentT.InvCDF(0, 1, Math.Max(errors.Length, ErrorScale.EnoughErrors), (1 + level) / 2) * ErrorScale.Of(errors, prior);
}
