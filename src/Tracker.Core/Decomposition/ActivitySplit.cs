namespace Tracker.Core.Decomposition;

/// <summary>
/// Why the shares of a denominator moved: because other people are there (population), or because the same people do more (activity). More
/// visits by the same people are no mix.
/// </summary>
public static class ActivitySplit
{
    /// <summary>
    /// The two-player Shapley value of <c>wₛ(P, a) = Pₛaₛ / Σ Pa</c>, with P the people of a segment and a the denominator per person. Where
    /// nobody is there, a is that of the other month.
    /// </summary>
    /// <param name="peopleBefore">Of each segment.</param>
    /// <param name="denominatorBefore">Of each segment, 0 where nobody is there; as a whole above 0.</param>
    /// <param name="peopleAfter">As before.</param>
    /// <param name="denominatorAfter">As before.</param>
    /// <returns>For each segment the change of its share that comes from population; the rest of the change comes from activity.</returns>
    public static double[] Population(
        ReadOnlySpan<double> peopleBefore, ReadOnlySpan<double> denominatorBefore, ReadOnlySpan<double> peopleAfter, ReadOnlySpan<double> denominatorAfter)
    {
        var n = peopleBefore.Length;
        var before = Shares(denominatorBefore.ToArray())!;
        var after = Shares(denominatorAfter.ToArray())!;
        var (movedPeople, movedActivity) = (new double[n], new double[n]);
        var (activityBefore, activityAfter) = Activities(peopleBefore, denominatorBefore, peopleAfter, denominatorAfter);
        for (var i = 0; i < n; i++)
        {
            movedPeople[i] = peopleAfter[i] * activityBefore[i];
            movedActivity[i] = peopleBefore[i] * activityAfter[i];
        }

        var (withPeople, withActivity) = (Shares(movedPeople), Shares(movedActivity));
        var population = new double[n];
        for (var i = 0; i < n; i++)
        {
            var middle = (before[i] + after[i]) / 2; // stands for a mixture of the months that has no denominator at all
            var (people, active) = (withPeople?[i] ?? middle, withActivity?[i] ?? middle);
            population[i] = (people - before[i] + (after[i] - active)) / 2;
        }

        return population;
    }

    /// <summary>The denominator per person; where nobody is there that of the other month, and 0 where nobody is there in either.</summary>
    internal static (double[] Before, double[] After) Activities(
        ReadOnlySpan<double> peopleBefore, ReadOnlySpan<double> denominatorBefore, ReadOnlySpan<double> peopleAfter, ReadOnlySpan<double> denominatorAfter)
    {
        var (before, after) = (new double[peopleBefore.Length], new double[peopleBefore.Length]);
        for (var i = 0; i < before.Length; i++)
        {
            var (here, there) = (peopleBefore[i] > 0, peopleAfter[i] > 0);
            before[i] = here ? denominatorBefore[i] / peopleBefore[i] : 0;
            after[i] = there ? denominatorAfter[i] / peopleAfter[i] : before[i];
            before[i] = here ? before[i] : after[i];
        }

        return (before, after);
    }

    private static double[]? Shares(double[] amounts)
    {
        var sum = amounts.Sum();
        return sum > 0 ? [.. amounts.Select(amount => amount / sum)] : null;
    }
}
