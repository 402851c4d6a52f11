using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Forecasting;

/// <summary>
/// A <see cref="SmoothingModel"/> as it goes along a series. The first states are not estimated but have a prior variance, which every
/// value lowers (the Kalman filter of the innovations form; Hyndman et al. 2008, chapter 12): what it expects from an origin uses all
/// values before it and none after, in one pass over the series.
/// </summary>
internal sealed class SmoothingFilter
{
    /// <summary>Prior variance of the first level around the first value, in units of the error's: next to nothing is known.</summary>
    private const double LevelVariance = 1e3;

    /// <summary>Errors beyond this many times the root mean square of those before are cut to it: a spike is not the level.</summary>
    private const double Cut = 5;

    /// <summary>Errors that are never cut: so few give no scale.</summary>
    private const int FirstErrors = 12;

    private readonly SmoothingModel model;
    private readonly int season;
    private readonly double[] state; // level, trend, then the season by phase where the model has one
    private readonly double[] covariance; // of the state around its mean, in units of the error's variance
    private readonly double[] gain;
    private readonly double[] cross; // covariance of the state with the value expected, then the filter's gain
    private double squaresAsTheyCame;
    private double logVariances;
    private int period;

    /// <param name="model">Its parameters.</param>
    /// <param name="season">Periods in a season.</param>
    /// <param name="first">The first value, around which the level starts.</param>
    public SmoothingFilter(SmoothingModel model, int season, double first)
    {
        (this.model, this.season) = (model, season);
        var size = model.SeasonVariance > 0 ? 2 + season : 2;
        (state, covariance, gain, cross) = (new double[size], new double[size * size], new double[size], new double[size]);
        state[0] = first;
        covariance[0] = LevelVariance;
        covariance[size + 1] = model.TrendVariance;
        for (var i = 2; i < size; i++)
        {
            for (var j = 2; j < size; j++)
                covariance[i * size + j] = model.SeasonVariance * ((i == j ? 1 : 0) - 1.0 / season); // sums to zero
        }
    }

    /// <summary>Values taken so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Sum of the squared one-step errors, each divided by its variance in units of the error's.</summary>
    public double Squares { get; private set; }

    /// <summary>Minus twice the logarithm of the likelihood of the values so far, with the error's variance at its best and up to a
    /// constant.</summary>
    /// <param name="least">Added to the squares, so that an exact fit is not infinitely likely.</param>
    public double Deviance(double least) => logVariances + Seen * Math.Log(Squares + least);

    /// <summary>Adds a part of what the model expects of the next periods to <paramref name="path"/>.</summary>
    public void AddPath(double part, Span<double> path)
    {
        var (level, trend) = (state[0], state[1]);
        for (var step = 0; step < path.Length; step++)
        {
            trend *= model.Damping;
            level += trend;
            path[step] += part * (level + (state.Length > 2 ? state[2 + (period + step) % season] : 0));
        }
    }

    /// <summary>One period on; NaN is a period without a value.</summary>
    public void Take(double value)
    {
        var phase = state.Length > 2 ? 2 + period % season : -1;
        period++;
        Advance();
        SetGain(phase);
        if (double.IsNaN(value))
        {
            AddOuter(gain, 1);
            return;
        }

        var expected = state[0] + (phase > 0 ? state[phase] : 0);
        for (var i = 0; i < cross.Length; i++)
            cross[i] = covariance[i] + (phase > 0 ? covariance[phase * cross.Length + i] : 0);
        var variance = 1 + cross[0] + (phase > 0 ? cross[phase] : 0);

        for (var i = 0; i < gain.Length; i++)
            cross[i] = (gain[i] + cross[i]) / variance;
        AddOuter(gain, 1);
        AddOuter(cross, -variance);

        var root = Math.Sqrt(variance);
        var error = Cutting.Cut((value - expected) / root, squaresAsTheyCame, Seen, FirstErrors, Cut);
        squaresAsTheyCame += (value - expected) * (value - expected) / variance;
        Squares += error * error;
        logVariances += Math.Log(variance);
        Seen++;
        for (var i = 0; i < state.Length; i++)
            state[i] += cross[i] * error * root;
    }

    /// <summary>The level takes the trend of which φ is left.</summary>
    private void Advance()
    {
        var size = state.Length;
        state[1] *= model.Damping;
        state[0] += state[1];
        var level = covariance.AsSpan(0, size);
        var trend = covariance.AsSpan(size, size);
        for (var j = 0; j < size; j++)
        {
            trend[j] *= model.Damping;
            level[j] += trend[j];
        }

        for (var i = 0; i < size; i++)
        {
            covariance[i * size + 1] *= model.Damping;
            covariance[i * size] += covariance[i * size + 1];
        }
    }

    /// <summary>What an error adds to the states; seasons keep summing to zero.</summary>
    private void SetGain(int phase)
    {
        (gain[0], gain[1]) = (model.Alpha, model.Beta);
        if (phase < 0)
            return;
        gain.AsSpan(2).Fill(-model.Gamma / season);
        gain[phase] += model.Gamma;
    }

    private void AddOuter(double[] vector, double factor)
    {
        var whole = vector.Length - vector.Length % Vector256<double>.Count;
        ref var source = ref MemoryMarshal.GetArrayDataReference(vector);
        for (var i = 0; i < vector.Length; i++)
        {
            var row = covariance.AsSpan(i * vector.Length, vector.Length);
            ref var target = ref MemoryMarshal.GetReference(row);
            var scaled = factor * vector[i];
            for (var j = 0; j < whole; j += Vector256<double>.Count)
                (Vector256.LoadUnsafe(ref target, (nuint)j) + scaled * Vector256.LoadUnsafe(ref source, (nuint)j)).StoreUnsafe(ref target, (nuint)j);
            for (var j = whole; j < row.Length; j++)
                row[j] += scaled * vector[j];
        }
    }
}
