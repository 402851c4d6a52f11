namespace Tracker.Core.Decomposition;

/// <summary>The flat split of a sum of products over segments: every factor on one level, none of them centred.</summary>
public static class FactorTable
{
    /// <summary>
    /// The Shapley effects of the factors of <c>Σₛ Π fₖₛ</c>, which are the sums of those of each segment. A segment absent in one month is
    /// new or gone, its effect wholly structural. A factor undefined in one month takes the other month's value; undefined in both, its
    /// effect is 0. The share of a segment is that of the sum (0 where the sum is 0), its rate its product.
    /// </summary>
    /// <param name="attributes">Their names.</param>
    /// <param name="factors">Their names, in the order of the values.</param>
    /// <param name="rows">One for each segment.</param>
    /// <exception cref="ArgumentException">A segment twice, or an undefined factor in a month where none of the others is 0.</exception>
    public static ChangeDecomposition Split(IReadOnlyList<string> attributes, IReadOnlyList<string> factors, IReadOnlyList<FactorRow> rows)
    {
        if (rows.GroupBy(row => row.Key).FirstOrDefault(row => row.Count() > 1) is { } twice)
            throw new ArgumentException($"segment {twice.Key}: expected once", nameof(rows));
        var sorted = rows.OrderBy(row => row.Key).ToArray(); // sums do not depend on the order of the rows
        double[] before = [.. sorted.Select(row => Product(row.Key, row.Before))];
        double[] after = [.. sorted.Select(row => Product(row.Key, row.After))];
        var (totalBefore, totalAfter) = (before.Sum(), after.Sum());
        var parts = new SegmentPart[sorted.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            var (row, both) = (sorted[i], sorted[i].Before is not null && sorted[i].After is not null);
            var effects = both ? Effects(row.Before!, row.After!) : new double[factors.Count];
            parts[i] = new()
            {
                Segment = row.Key,
                ShareBefore = totalBefore == 0 ? 0 : before[i] / totalBefore,
                ShareAfter = totalAfter == 0 ? 0 : after[i] / totalAfter,
                RateBefore = before[i],
                RateAfter = after[i],
                Structural = both ? 0 : after[i] - before[i],
                Behavioural = effects.Sum(),
                Refunds = 0,
                Factors = effects,
                Status = both ? SegmentStatus.Both : row.Before is null ? SegmentStatus.New : SegmentStatus.Gone,
            };
        }

        return new()
        {
            Before = totalBefore,
            After = totalAfter,
            Scale = 0,
            Structural = parts.Sum(part => part.Structural),
            Behavioural = parts.Sum(part => part.Behavioural),
            Refunds = 0,
            Factors = [.. factors.Select((name, k) => KeyValuePair.Create(name, parts.Sum(part => part.Factors[k])))],
            StructuralByAttribute = [],
            StructuralMethod = null,
            Attributes = attributes,
            HasSummedRates = true,
            Segments = ChangeSplit.BySize(parts),
        };
    }

    private static double[] Effects(IReadOnlyList<double?> before, IReadOnlyList<double?> after) => FactorSplit.Product(
        [.. before.Select((value, k) => value ?? after[k] ?? 0)], [.. after.Select((value, k) => value ?? before[k] ?? 0)]);

    private static double Product(SegmentKey key, IReadOnlyList<double?>? values)
    {
        if (values is null || values.Contains(0))
            return 0;
        return values.Contains(null)
            ? throw new ArgumentException($"{(key.Values.Count == 0 ? "" : $"segment {key}: ")}expected every factor, or one that is 0", nameof(values))
            : values.Aggregate(1.0, (product, value) => product * value!.Value);
    }
}

/// <summary>The factors of a segment.</summary>
/// <param name="Key">As many values as there are attributes.</param>
/// <param name="Before">A value for each factor, null where it is undefined; null where the segment is absent.</param>
/// <param name="After">As before.</param>
public sealed record FactorRow(SegmentKey Key, IReadOnlyList<double?>? Before, IReadOnlyList<double?>? After);
