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
    /// The half width of the band at each step, on the scale, never falling with the step. It is the conformal quantile of the absolute
    /// rolling-origin errors of the step at today's size (<see cref="ConformalQuantile"/>, <see cref="Backtest.Magnitudes"/>); where there are too few errors for the level, or no whole
    /// season has been seen, a Student-t quantile times their <see cref="ErrorScale"/>, the assumed errors growing with the root of the
    /// step.
    /// </summary>
    /// <param name="backtests">By step, at least one.</param>
    /// <param name="level">The share of cases that should fall inside, in (0, 1).</param>
    /// <param name="assumed">Assumed errors beside those of the backtest; 0 once a season has been seen.</param>
    public static double[] HalfWidths(IReadOnlyList<Backtest> backtests, double level, int assumed)
    {
        if (level is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "level: expected between 0 and 1");
        var widths = new double[backtests.Count];
        var widest = 0.0;
        var oneStep = ErrorScale.Of(backtests[0].Errors, AtLeastEnough(assumed, backtests[0].Count));
        for (var step = 1; step <= widths.Length; step++)
        {
            var errors = backtests[step - 1].Errors;
            var conformal = assumed == 0 ? ConformalQuantile.Of(backtests[step - 1].Magnitudes, level) : null;
            widest = Math.Max(widest, conformal ?? StudentWidth(errors, level, assumed, oneStep * Math.Sqrt(step)));
            widths[step - 1] = widest;
        }

        return widths;
    }

    private static int AtLeastEnough(int assumed, int errors) => Math.Max(assumed, ErrorScale.EnoughErrors - errors);

    private static double StudentWidth(ReadOnlySpan<double> errors, double level, int assumed, double prior)
    {
        var enough = AtLeastEnough(assumed, errors.Length);
        return StudentT.InvCDF(0, 1, errors.Length + enough, (1 + level) / 2) * ErrorScale.Of(errors, enough, prior);
    }
}
