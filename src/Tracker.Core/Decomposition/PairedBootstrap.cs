using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Distributions;
using Tracker.Core.Movers;

namespace Tracker.Core.Decomposition;

/// <summary>
/// Draws the consumers anew, both months of one together: each counts a Poisson(1) number of times (Hanley and MacGibbon 2006), so a draw is
/// a set of segment sums. Unpaired, the interval of the structural part would be several times too wide.
/// </summary>
public static class PairedBootstrap
{
    public const int UsualDraws = 500;

    private const double Lower = 0.025;
    private const double Upper = 0.975;

    /// <summary>More than the cores of any machine it is meant for; draws go to portions by their number, so threads change nothing.</summary>
    private const int Portions = 32;

    /// <summary>The drawn segment sums, each laid out as <see cref="NestedSplit.Of"/> takes them. The same for any number of threads.</summary>
    /// <param name="consumers">All of the panel, without those in no segment in either month.</param>
    /// <param name="draws">How many.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <param name="cancellation">Stops between parts of the panel.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or a segment that is not there.</exception>
    public static double[][] Draw(ConsumerChanges consumers, int draws, ulong seed, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var rows = ConsumerRuns.Of(consumers);
        var sums = new double[draws][];
        var each = (draws + Portions - 1) / Portions;
        Parallel.For(0, Portions, new() { CancellationToken = cancellation }, portion =>
        {
            var (from, to) = (Math.Min(draws, portion * each), Math.Min(draws, (portion + 1) * each));
            var weights = new PoissonWeights[to - from];
            for (var draw = from; draw < to; draw++)
            {
                (weights[draw - from], sums[draw]) = (new(seed, draw), new double[consumers.Segments * 2 * rows.Width]);
                var random = new Random(weights[draw - from].Seed());
                foreach (var crowd in rows.Crowds)
                    rows.Add(crowd, Poisson.Sample(random, crowd.Size), sums[draw]);
            }

            var block = new double[ConsumerRuns.Block];
            for (var start = 0; start < rows.Count; start += ConsumerRuns.Block)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var draw = from; draw < to; draw++)
                {
                    Fill(ref weights[draw - from], block, Math.Min(ConsumerRuns.Block, rows.Count - start));
                    rows.Add(start, block, sums[draw]);
                }
            }
        });
        return sums;
    }

    /// <summary>The intervals of the segments and parts of a decomposition, from draws of the consumers behind its table.</summary>
    /// <param name="decomposition">Of the table; it may show a part of its segments and the sum of the others.</param>
    /// <param name="table">The segments, in the order in which consumers number them.</param>
    /// <param name="sums">From <see cref="Draw"/>; those in which a month has no denominator at all are left out.</param>
    /// <returns>Null where fewer than half of the draws have a denominator in both months.</returns>
    public static DecompositionIntervals? Intervals(ChangeDecomposition decomposition, SegmentTable table, IReadOnlyList<double[]> sums)
    {
        var drawn = sums.Where(draw => HasDenominators(table.Chain, draw)).ToArray();
        if (2 * drawn.Length < sums.Count)
            return null;
        var (structural, behavioural, scale) = (new double[drawn.Length], new double[drawn.Length], new double[drawn.Length]);
        var (segments, places) = (decomposition.Segments.Select(_ => new double[drawn.Length]).ToArray(), decomposition.PlacesOf(table));
        var apart = decomposition.HasRefundsApart;
        Parallel.For(0, drawn.Length, draw =>
        {
            var effects = NestedSplit.Of(table.Chain, drawn[draw]).WithoutRounding();
            (structural[draw], behavioural[draw], scale[draw]) = (effects.Structural, effects.Behavioural, effects.Scale);
            for (var row = 0; row < places.Length; row++)
                segments[places[row]][draw] += effects.Segments[row].TotalOf(apart);
        });
        EffectInterval[] each = [.. decomposition.Segments.Select((part, place) => IntervalOf(part.Total, segments[place]))];
        var q = FalseDiscovery.QValues([.. each.Select(one => one.P)]);
        return new(
            IntervalOf(decomposition.Scale, scale),
            IntervalOf(decomposition.Structural, structural),
            IntervalOf(decomposition.Behavioural, behavioural),
            decomposition with { Segments = [.. decomposition.Segments.Select((part, place) => part with { Interval = each[place] with { Q = q[place] } })] });
    }

    /// <summary>The interval of an effect from its draws, which it sorts. An effect whose draws do not vary is what it is: p is 1 for 0, else 0.</summary>
    public static EffectInterval IntervalOf(double effect, double[] draws)
    {
        Array.Sort(draws);
        var mean = draws.Average();
        var error = draws.Length < 2 ? 0 : Math.Sqrt(draws.Sum(draw => (draw - mean) * (draw - mean)) / (draws.Length - 1));
        return new(Quantile(draws, Lower), Quantile(draws, Upper), error, Chance(effect, error), null);
    }

    /// <summary>Two-sided, of a normal estimate.</summary>
    internal static double Chance(double effect, double error) =>
        error > 0 ? Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(effect) / error)) : effect == 0 ? 1 : 0;

    /// <summary>Between the two nearest draws, linear (type 7 of Hyndman and Fan 1996).</summary>
    private static double Quantile(double[] sorted, double level)
    {
        var at = level * (sorted.Length - 1);
        var below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static bool HasDenominators(MetricChain chain, double[] sums)
    {
        var (before, after, width) = (0.0, 0.0, chain.Columns.Count);
        for (var i = 0; i < sums.Length; i += 2 * width)
        {
            before += sums[i];
            after += sums[i + width];
        }

        return before > 0 && after > 0;
    }

    private static void Fill(ref PoissonWeights weights, double[] block, int count)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(block);
        for (var i = 0; i < count; i += PoissonWeights.Batch)
        {
            var (low, high) = Vector256.Widen(weights.Next());
            var (a, b) = Vector256.Widen(low);
            var (c, d) = Vector256.Widen(high);
            Vector256.ConvertToDouble(a).StoreUnsafe(ref first, (nuint)i);
            Vector256.ConvertToDouble(b).StoreUnsafe(ref first, (nuint)i + 4);
            Vector256.ConvertToDouble(c).StoreUnsafe(ref first, (nuint)i + 8);
            Vector256.ConvertToDouble(d).StoreUnsafe(ref first, (nuint)i + 12);
        }
    }
}
