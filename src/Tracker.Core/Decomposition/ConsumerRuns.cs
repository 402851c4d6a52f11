using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Decomposition;

/// <summary>
/// Consumers sorted by their pair of segments, with their amounts side by side, so that a draw is a few sums over runs of neighbours. Those of
/// a pair with the same amounts (most buy nothing) are one <see cref="Crowd"/>, which counts a Poisson(n) number of times.
/// </summary>
internal sealed class ConsumerRuns
{
    /// <summary>Consumers whose amounts stay in the first cache while draw after draw goes over them.</summary>
    public const int Block = 256;

    /// <summary>So many equal consumers cost more one by one.</summary>
    private const int LeastCrowd = 16;

    private const int Lanes = 4;
    private const int MostHashBits = 40;

    private readonly double[] amounts;
    private readonly int stride;
    private readonly (int Before, int After)[] pairs;
    private readonly int[] starts;
    private readonly int[] firstRun;

    private ConsumerRuns(int width, int stride, double[] amounts, List<Crowd> crowds, List<(int, int)> pairs, List<int> starts)
    {
        (Width, this.stride, this.amounts, Crowds, this.pairs, this.starts) = (width, stride, amounts, crowds, [.. pairs], [.. starts]);
        Count = starts[^1];
        firstRun = new int[(Count + Block - 1) / Block + 1];
        for (int block = 0, run = 0; block < firstRun.Length; block++)
        {
            while (run + 1 < this.pairs.Length && starts[run + 1] <= block * Block)
                run++;
            firstRun[block] = run;
        }
    }

    /// <summary>Equal consumers.</summary>
    /// <param name="Size">How many.</param>
    /// <param name="Before">Their segment, or −1.</param>
    /// <param name="After">Their segment, or −1.</param>
    /// <param name="Amounts">Of each of them, both months.</param>
    public sealed record Crowd(int Size, int Before, int After, double[] Amounts);

    /// <summary>Columns a month.</summary>
    public int Width { get; }

    /// <summary>Consumers that are in no crowd.</summary>
    public int Count { get; }

    public IReadOnlyList<Crowd> Crowds { get; }

    public static ConsumerRuns Of(ConsumerChanges consumers)
    {
        double[][] columns = [.. consumers.Before, .. consumers.After];
        var (keys, order) = Sorted(consumers, columns);
        var (count, width) = (keys.Length, consumers.Before.Length);
        var stride = (2 * width + Lanes - 1) / Lanes * Lanes;
        var (amounts, row) = (new double[count * stride], new double[2 * width]);
        var (crowds, pairs, starts) = (new List<Crowd>(), new List<(int, int)>(), new List<int>());
        var filled = 0;
        for (int at = 0, end; at < count; at = end)
        {
            for (end = at + 1; end < count && keys[end] == keys[at] && SameAmounts(columns, order[at], order[end]); end++)
            {
            }

            (int Before, int After) pair = (consumers.SegmentBefore[order[at]], consumers.SegmentAfter[order[at]]);
            for (var column = 0; column < columns.Length; column++)
                row[column] = columns[column][order[at]];
            if (end - at >= LeastCrowd)
            {
                crowds.Add(new(end - at, pair.Before, pair.After, [.. row]));
                continue;
            }

            if (pairs.Count == 0 || pairs[^1] != pair)
            {
                pairs.Add(pair);
                starts.Add(filled);
            }

            for (var copy = at; copy < end; copy++)
                row.CopyTo(amounts, filled++ * stride);
        }

        starts.Add(filled);
        return new(width, stride, amounts, crowds, pairs, starts);
    }

    /// <summary>Adds a block of consumers to the sums of their segments, each as often as its weight says.</summary>
    public void Add(int start, double[] weights, double[] sums)
    {
        var end = Math.Min(Count, start + Block);
        Span<double> sum = stackalloc double[stride];
        for (var run = firstRun[start / Block]; run < pairs.Length && starts[run] < end; run++)
        {
            var (from, to) = (Math.Max(start, starts[run]), Math.Min(end, starts[run + 1]));
            for (var lane = 0; lane < stride; lane += Lanes)
                SumOf(from, to, lane, ref MemoryMarshal.GetArrayDataReference(weights), from - start).CopyTo(sum[lane..]);
            Add(pairs[run].Before, pairs[run].After, sum, 1, sums);
        }
    }

    /// <summary>Adds a crowd so many times.</summary>
    public void Add(Crowd crowd, double times, double[] sums) => Add(crowd.Before, crowd.After, crowd.Amounts, times, sums);

    private void Add(int before, int after, ReadOnlySpan<double> amount, double times, double[] sums)
    {
        for (var column = 0; column < Width; column++)
        {
            if (before >= 0)
                sums[2 * Width * before + column] += times * amount[column];
            if (after >= 0)
                sums[2 * Width * after + Width + column] += times * amount[Width + column];
        }
    }

    private Vector256<double> SumOf(int from, int to, int lane, ref double weights, int at)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(amounts);
        var (one, two, three, four) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (i, offset) = (from, (nuint)(from * stride + lane));
        for (; i + 3 < to; i += 4, at += 4, offset += (nuint)(4 * stride))
        {
            one = Vector256.FusedMultiplyAdd(Weight(ref weights, at), Vector256.LoadUnsafe(ref first, offset), one);
            two = Vector256.FusedMultiplyAdd(Weight(ref weights, at + 1), Vector256.LoadUnsafe(ref first, offset + (nuint)stride), two);
            three = Vector256.FusedMultiplyAdd(Weight(ref weights, at + 2), Vector256.LoadUnsafe(ref first, offset + (nuint)(2 * stride)), three);
            four = Vector256.FusedMultiplyAdd(Weight(ref weights, at + 3), Vector256.LoadUnsafe(ref first, offset + (nuint)(3 * stride)), four);
        }

        for (; i < to; i++, at++, offset += (nuint)stride)
            one = Vector256.FusedMultiplyAdd(Weight(ref weights, at), Vector256.LoadUnsafe(ref first, offset), one);
        return one + two + (three + four);
    }

    private static Vector256<double> Weight(ref double weights, int at) => Vector256.Create(Unsafe.Add(ref weights, at));

    /// <summary>By pair of segments, then by a hash of the amounts, so that equal consumers are neighbours and the order of the rows is forgotten. Equal
    /// keys are of equal pairs: the hash has the bits that the number of pairs leaves.</summary>
    private static (ulong[] Keys, int[] Order) Sorted(ConsumerChanges consumers, double[][] columns)
    {
        var count = consumers.SegmentBefore.Length;
        if (consumers.SegmentAfter.Length != count || consumers.After.Length != consumers.Before.Length
            || columns.Any(column => column.Length != count))
        {
            throw new ArgumentException($"expected {count} consumers in every column, and as many columns in both months", nameof(consumers));
        }

        var (keys, order, width) = (new ulong[count], new int[count], consumers.Segments + 1L);
        var hashBits = Math.Min(MostHashBits, BitOperations.LeadingZeroCount((ulong)(width * width - 1)));
        foreach (var column in columns)
        {
            for (var i = 0; i < count; i++)
                keys[i] = (keys[i] ^ BitConverter.DoubleToUInt64Bits(column[i] + 0.0)) * 0x9E3779B97F4A7C15 + (keys[i] >> 29);
        }

        for (var i = 0; i < count; i++)
        {
            var (before, after) = (consumers.SegmentBefore[i], consumers.SegmentAfter[i]);
            if (before < -1 || after < -1 || before >= consumers.Segments || after >= consumers.Segments)
                throw new ArgumentException($"segments {before} and {after} of a consumer: expected −1 to {consumers.Segments - 1}", nameof(consumers));
            keys[i] = (ulong)((before + 1) * width + after + 1) << hashBits | keys[i] >> (64 - hashBits);
            order[i] = i;
        }

        Array.Sort(keys, order);
        return (keys, order);
    }

    private static bool SameAmounts(double[][] columns, int i, int j)
    {
        foreach (var column in columns)
        {
            if (column[i] != column[j])
                return false;
        }

        return true;
    }
}
