namespace Tracker.Core.Drivers;

/// <summary>Plain and adjusted chances of several statistics that were drawn together under one null (Westfall and Young 1993, algorithm 4.1).</summary>
public static class StepDownMaxT
{
    /// <summary>
    /// Each statistic is centred and scaled by its own draws, the observed one among them, so that all draws are alike under the null. <c>p = (1 + draws at least as
    /// large) / (draws + 1)</c>; q is that of the largest statistic among those not larger than it, and never falls down the list.
    /// </summary>
    /// <param name="observed">One a test, large is far from the null.</param>
    /// <param name="draws">Of each null draw, one a test.</param>
    public static (double[] P, double[] Q) Of(double[] observed, IReadOnlyList<double[]> draws)
    {
        var tests = observed.Length;
        var all = draws.Prepend(observed).Select(draw => (double[])draw.Clone()).ToArray();
        for (var test = 0; test < tests; test++)
            Studentise(all, test);
        var (now, nulls) = (all[0], all[1..]);
        var p = Enumerable.Range(0, tests).Select(test => Chance(nulls.Count(draw => draw[test] >= now[test]), nulls.Length)).ToArray();
        int[] rising = [.. Enumerable.Range(0, tests).OrderBy(test => now[test])];
        var largest = Enumerable.Repeat(double.NegativeInfinity, nulls.Length).ToArray();
        var q = new double[tests];
        foreach (var test in rising)
        {
            var count = 0;
            for (var draw = 0; draw < nulls.Length; draw++)
            {
                largest[draw] = Math.Max(largest[draw], nulls[draw][test]);
                count += largest[draw] >= now[test] ? 1 : 0;
            }

            q[test] = Chance(count, nulls.Length);
        }

        var most = 0.0;
        foreach (var test in rising.Reverse())
            q[test] = most = Math.Max(most, q[test]);
        return (p, q);
    }

    private static double Chance(int asLarge, int draws) => (1.0 + asLarge) / (draws + 1);

    /// <summary>A statistic that is always the same becomes 0 in every draw.</summary>
    private static void Studentise(double[][] all, int test)
    {
        var mean = all.Average(draw => draw[test]);
        var scale = Math.Sqrt(all.Average(draw => (draw[test] - mean) * (draw[test] - mean)));
        foreach (var draw in all)
            draw[test] = scale > 1e-12 * Math.Abs(mean) ? (draw[test] - mean) / scale : 0;
    }
}
