using Tracker.Core.Decomposition;
using Tracker.Storage.Results;

namespace Tracker.Jobs.Tests;

/// <summary>
/// Somebody who has results of one mover and knows all but the secret: the values of every consumer, who is active, how much the whole of the sector is. From
/// shares and rates the attacker computes the denominator and numerator of every published row, orthogonalises the rows in floating point, and looks for every small
/// segment by any of the attributes. Nothing here is shared with the audit.
/// </summary>
internal sealed class Attacker
{
    private const int Least = 11;
    private const double Tolerance = 1e-7;

    private static readonly Dictionary<string, (string Denominator, string Numerator)> Sums = new()
    {
        ["total_spend"] = ("people", "gross"),
        ["purchases"] = ("people", "purchases"),
        ["visits"] = ("people", "visits"),
        ["buyers"] = ("people", "buyers"),
        ["average_ticket"] = ("purchases", "gross"),
        ["spend_per_buyer"] = ("buyers", "gross"),
        ["spend_per_consumer"] = ("people", "gross"),
        ["conversion"] = ("visits", "purchases"),
        ["penetration"] = ("people", "buyers"),
    };

    private readonly string denominator;
    private readonly string numerator;
    private readonly IGrouping<string, int>[] cells;
    private readonly ConsumerTruth[] truth;
    private readonly string[][] values;
    private readonly List<(double[] Row, double Denominator, double Numerator)> basis = [];

    /// <param name="shop">What is true.</param>
    /// <param name="month">Which of its months.</param>
    /// <param name="metric">The mover's.</param>
    public Attacker(ShopYear shop, int month, string metric)
    {
        (truth, values, (denominator, numerator)) = (shop.Truth[month], shop.Values, Sums[metric]);
        cells = [.. Enumerable.Range(0, truth.Length).Where(i => truth[i].Active).GroupBy(i => KeyOf(i, ShopYear.Attributes))];
    }

    /// <summary>Takes what a result says of the month.</summary>
    public void Learn(PublishedDecomposition result, bool after)
    {
        var attributes = result.Decomposition.Attributes;
        var all = cells.Sum(cell => cell.Sum(i => truth[i].Of(denominator)));
        var shown = result.Decomposition.Segments.Where(part => part.Status != SegmentStatus.Other).Select(part => part.Segment.ToString()).ToHashSet();
        foreach (var part in result.Decomposition.Segments)
        {
            var other = part.Status == SegmentStatus.Other;
            var share = all * (after ? part.ShareAfter : part.ShareBefore);
            Add(Row(i => other ? !shown.Contains(KeyOf(i, attributes)) : KeyOf(i, attributes) == part.Segment.ToString()), share, share * (after ? part.RateAfter : part.RateBefore));
        }
    }

    /// <summary>The small segments by any of some attributes whose people and numbers come out right.</summary>
    public IReadOnlyList<string> Recovered(IReadOnlyList<string> attributes)
    {
        var found = new List<string>();
        for (var set = 1; set < 1 << attributes.Count; set++)
        {
            var by = attributes.Where((_, i) => (set >> i & 1) != 0).ToArray();
            foreach (var segment in cells.SelectMany(cell => cell).GroupBy(i => KeyOf(i, by)))
            {
                var (people, contributors) = (segment.Count(), segment.Count(i => truth[i].Of(denominator) > 0));
                if (people >= Least && contributors is 0 or >= Least)
                    continue;
                if (Estimate(Row(i => KeyOf(i, by) == segment.Key)) is { } estimate
                    && Near(estimate.Denominator, segment.Sum(i => truth[i].Of(denominator))) && Near(estimate.Numerator, segment.Sum(i => truth[i].Of(numerator))))
                {
                    found.Add($"{string.Join('×', by)} {segment.Key}: {people} consumers");
                }
            }
        }

        return found;

        static bool Near(double one, double other) => Math.Abs(one - other) < 1e-5 * Math.Max(1, Math.Abs(other));
    }

    /// <summary>Consumers who share all values are in the same rows.</summary>
    private double[] Row(Func<int, bool> has) => [.. cells.Select(cell => has(cell.First()) ? 1.0 : 0.0)];

    private string KeyOf(int consumer, IReadOnlyList<string> attributes) =>
        string.Join(", ", attributes.Select(name => values[consumer][Array.IndexOf(ShopYear.Attributes, name)]));

    /// <summary>Gram and Schmidt, twice; the numbers of a row go through the same steps as the row.</summary>
    private void Add(double[] row, double people, double amount)
    {
        for (var time = 0; time < 2; time++)
        {
            foreach (var one in basis)
            {
                var along = Along(one.Row, row);
                for (var i = 0; i < row.Length; i++)
                    row[i] -= along * one.Row[i];
                (people, amount) = (people - along * one.Denominator, amount - along * one.Numerator);
            }
        }

        var length = Math.Sqrt(Along(row, row));
        if (length > Tolerance)
            basis.Add(([.. row.Select(value => value / length)], people / length, amount / length));
    }

    private (double Denominator, double Numerator)? Estimate(double[] target)
    {
        var (rest, people, amount) = ((double[])target.Clone(), 0.0, 0.0);
        foreach (var one in basis)
        {
            var along = Along(one.Row, target);
            for (var i = 0; i < rest.Length; i++)
                rest[i] -= along * one.Row[i];
            (people, amount) = (people + along * one.Denominator, amount + along * one.Numerator);
        }

        return Math.Sqrt(Along(rest, rest)) < Tolerance * target.Length ? (people, amount) : null;
    }

    private static double Along(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}
