using MathNet.Numerics.LinearAlgebra;
using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class SmallCellsTests
{
    private static readonly SegmentKey[] Keys = [new("a"), new("b"), new("c"), new("d")];

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    public void A_cell_is_small_from_one_to_ten_consumers(int consumers, bool small)
    {
        Assert.Equal(small, new CellSize(consumers, consumers).IsSmall(11));
        Assert.Equal(small, new CellSize(50, consumers).IsSmall(11)); // contributors count as well
    }

    [Fact]
    public void One_consumer_may_not_be_more_than_half_of_a_cell()
    {
        Assert.False(new CellSize(50, 50, 100, 50).IsSmall(11));
        Assert.True(new CellSize(50, 50, 100, 50.1).IsSmall(11));
        Assert.False(new CellSize(50, 50, 100, 99).IsSmall(0));
    }

    [Fact]
    public void A_month_with_nobody_says_nothing_of_dominance()
    {
        CellSize nobody = default, one = new(40, 40, 100, 90), other = new(30, 30, 100, 20);
        Assert.Equal(one, CellSize.Smaller(nobody, one));
        Assert.Equal(one, CellSize.Smaller(one, nobody));
        Assert.Equal(new CellSize(30, 30, 100, 90), CellSize.Smaller(other, one));
    }

    [Fact]
    public void Nobody_in_one_month_is_shown_when_the_other_is_safe() =>
        Assert.Equal([false, false, false, false], SmallCells.Merged([Of(0, 11), Of(40, 40), Of(12, 0), Of(0, 0)], Keys)!);

    [Fact]
    public void A_lone_small_cell_takes_the_smallest_other_with_it() =>
        Assert.Equal([true, false, true, false], SmallCells.Merged([Of(3, 40), Of(90, 90), Of(30, 30), Of(0, 0)], Keys)!);

    [Fact]
    public void Small_cells_that_are_small_together_take_more() =>
        Assert.Equal([true, true, false, true], SmallCells.Merged([Of(2, 2), Of(3, 3), Of(90, 90), Of(20, 20)], Keys)!);

    [Fact]
    public void A_panel_that_is_small_as_a_whole_is_not_published() => Assert.Null(SmallCells.Merged([Of(2, 2), Of(3, 3)], Keys[..2]));

    [Fact]
    public void With_no_minimum_nothing_is_merged() => Assert.Equal([false, false], SmallCells.Merged([Of(2, 2), Of(3, 3)], Keys[..2], 0)!);

    [Fact]
    public void Merging_keeps_the_sums_and_the_decomposition_of_the_merged_table_is_exact()
    {
        var (before, after) = (new ConsumerMonth(new(2025, 9), [1, 2, 3, 4], new ConsumerCell[4]), new ConsumerMonth(new(2025, 10), [5, 1, 1, 2], new ConsumerCell[4]));
        var mover = new SegmentedMover
        {
            After = after,
            Before = [before],
            Attribute = (name, _) => new(name, ["a", "b", "c", "d"], [0, 1, 2, 3]),
            Chain = MetricChain.Of(Metric.Buyers, visits: true),
        };
        var months = mover.By(["k"]);
        var (all, merged) = (new ShownSegments(mover, months, [false, false, false, false]), new ShownSegments(mover, months, [true, false, true, false]));
        Assert.Equal(["b", "d", "other"], merged.Keys.Select(key => $"{key}"));
        var table = Table(merged);
        Assert.Equal([4.0, 0], table.Rows[^1].Before);
        var (whole, other) = (all.Split(Table(all)), merged.Split(table));
        Assert.Equal("other", other.Segments.Single(part => part.Status == SegmentStatus.Other).Segment.ToString());
        Assert.Equal(whole.Change, other.Change);
        Assert.Equal(0, other.Residual, 1e-14);

        SegmentTable Table(ShownSegments shown) => shown.Table(shown.Sums(before, shown.RowsIn(before)), shown.Sums(after, shown.RowsIn(after)));
    }

    [Fact]
    public void A_value_that_is_called_other_stays_apart_from_what_is_merged()
    {
        Assert.Equal(new SegmentKey("(other)", "other"), SegmentKey.OtherOf(2, [new("other", "x"), new("a", "y")]));
        Assert.Equal(new SegmentKey("((other))"), SegmentKey.OtherOf(1, [new("other"), new("(other)")]));
        Assert.Equal(new SegmentKey(), SegmentKey.OtherOf(0, []));
    }

    [Fact]
    public void The_audit_finds_a_cell_that_two_safe_tables_give_away()
    {
        // One request by both halves, one that cuts 5 of them off a half: 45 + 50, then 40 + 55.
        CellSizes[] cells = [Of(40, 40), Of(5, 5), Of(50, 50)];
        CellSize[] month = [.. cells.Select(cell => cell.After)];
        var published = new PublishedTable([0, 0, 1], [false, false]);
        var second = new PublishedTable([0, 1, 1], [false, false]);
        Assert.Empty(DisclosureAudit.Recovered(month, [published]));
        Assert.Equal([1], Assert.Single(DisclosureAudit.Recovered(month, [published, second])));
        Assert.Null(SafeRequestOf(cells, Keys[..2], [0, 1, 1], [published])); // nothing but the total is left: refused
        Assert.NotNull(SafeRequestOf(cells, Keys[..2], [0, 0, 1], [published])); // the same request again is safe
    }

    [Fact]
    public void The_audit_finds_what_is_left_of_a_row_though_no_part_of_it_can_be_computed()
    {
        // North is 47: 40 young, and 3 and 4 that stand in rows with people of the south. 47 − 40 = 7.
        CellSize[] cells = [Of(40), Of(3), Of(4), Of(30), Of(30)];
        var byRegion = new PublishedTable([0, 0, 0, 1, 1], [false, false]);
        var byAge = new PublishedTable([0, 1, 2, 1, 2], [false, false, false]);
        Assert.Equal([1, 2], Assert.Single(DisclosureAudit.Recovered(cells, [byRegion, byAge])));
    }

    [Fact]
    public void The_audit_finds_what_several_rows_leave_of_several()
    {
        // North and west are 30 + 40 + 5, young and old 30 + 40: the 5 have no row of their own within any single region, nor with any age.
        CellSize[] cells = [Of(15), Of(15), Of(20), Of(20), Of(2), Of(3), Of(60)];
        var byRegion = new PublishedTable([0, 0, 1, 1, 0, 1, 2], [false, false, false]);
        var byAge = new PublishedTable([0, 1, 0, 1, 2, 2, 2], [false, false, false]);
        Assert.Equal([4, 5], Assert.Single(DisclosureAudit.Recovered(cells, [byRegion, byAge])));
    }

    [Fact]
    public void The_audit_counts_contributors_and_looks_at_dominance()
    {
        var (first, second) = (new PublishedTable([0, 0, 1], [false, false]), new PublishedTable([0, 1, 1], [false, false]));
        foreach (var (size, small) in new[] { (new CellSize(40, 3), true), (new(40, 11), false), (new(40, 40, 100, 51), true), (new(40, 40, 100, 50), false), (new(40, 0), false) })
            Assert.Equal(small, DisclosureAudit.Recovered([Of(90), size, Of(90)], [first, second]).Any());
    }

    [Fact]
    public void What_is_computed_from_three_results_is_found()
    {
        // a + b, b + c and a + c give 2a; no two of them give anything small.
        CellSize[] cells = [Of(10), Of(60), Of(60), Of(60)];
        PublishedTable[] tables = [new([0, 0, 1, 1], [false, false]), new([1, 0, 0, 1], [false, false]), new([0, 1, 0, 1], [false, false])];
        Assert.Equal([0], Assert.Single(DisclosureAudit.Recovered(cells, tables)));
        Assert.All(tables, left => Assert.Empty(DisclosureAudit.Recovered(cells, [.. tables.Where(table => table != left)])));
    }

    [Fact]
    public void A_cell_with_nobody_in_a_month_hides_no_other_in_it()
    {
        // 45 less 40 is 5 in the month in which the third cell is empty.
        CellSize[] cells = [Of(40), Of(5), Of(0), Of(90)];
        PublishedTable[] tables = [new([0, 0, 1, 1], [false, false]), new([0, 1, 0, 1], [false, false])];
        Assert.Equal([1], Assert.Single(DisclosureAudit.Recovered(cells, tables)));
        Assert.Empty(DisclosureAudit.Recovered([cells[0], cells[1], Of(30), cells[3]], tables));
    }

    [Fact]
    public void Segments_that_the_display_limit_sums_are_audited_as_one_row()
    {
        CellSizes[] cells = [Of(40, 40), Of(5, 5), Of(50, 50), Of(70, 70), Of(80, 80)];
        var published = new PublishedTable([0, 0, 1, 2, 2], [false, false, false]);
        int[] wanted = [0, 1, 1, 2, 3]; // 45 less its first 40 are 5
        Assert.Equal([true, true, false, false], SafeRequestOf(cells, Keys, wanted, [published])!.Merged);
        Assert.Equal([false, false, false, false], SafeRequestOf(cells, Keys, wanted, [published], summed: [true, true, false, false])!.Merged);
    }

    [Fact]
    public void The_smallest_difference_of_rows_is_that_of_all_sets_of_rows()
    {
        var random = new Random(33);
        var some = 0;
        for (var i = 0; i < 500; i++)
        {
            var (rows, others) = (1 + random.Next(4), 1 + random.Next(4));
            (int One, int Other, int Weight)[] edges = [..
                from one in Enumerable.Range(0, rows) from other in Enumerable.Range(0, others)
                where random.NextDouble() < 0.6 select (one, other, 1 + random.Next(random.Next(3) == 0 ? 4 : 40))];
            var found = RowDifferences.Below(edges, rows, others, 11);
            var smallest = Smallest(edges, rows, others);
            some += smallest < 11 ? 1 : 0;
            Assert.Equal(smallest < 11 ? smallest : int.MaxValue, found.Select(cut => cut.Sum(edge => edges[edge].Weight)).DefaultIfEmpty(int.MaxValue).Min());
        }

        Assert.InRange(some, 50, 450);

        // Of every set of rows what is left without any rows of the other result that lie within it.
        static int Smallest((int One, int Other, int Weight)[] edges, int rows, int others) => (
            from set in Enumerable.Range(1, (1 << rows) - 1)
            from taken in Enumerable.Range(0, 1 << others)
            where edges.All(edge => (taken >> edge.Other & 1) == 0 || (set >> edge.One & 1) != 0)
            let left = edges.Where(edge => (set >> edge.One & 1) != 0 && (taken >> edge.Other & 1) == 0).Sum(edge => edge.Weight)
            where left > 0
            select left).DefaultIfEmpty(int.MaxValue).Min();
    }

    [Fact]
    public void Of_a_thousand_pairs_of_overlapping_requests_none_gives_a_small_cell_away()
    {
        var random = new Random(21);
        var (unsafeTogether, safe, merged, refused) = (0, 0, 0, 0);
        for (var pair = 0; pair < 1_000; pair++)
        {
            // Base cells of three attributes; a request takes one or two of them, or bands of one.
            var shape = Enumerable.Range(0, 3).Select(_ => 2 + random.Next(3)).ToArray();
            var cells = Enumerable.Range(0, shape[0] * shape[1] * shape[2]).Select(_ => Of(Count(random), Count(random))).ToArray();
            var (first, second) = (Request(random, shape), Request(random, shape));
            if (SafeRequestOf(cells, KeysOf(first), first, []) is not { } published)
                continue;
            var alone = SafeRequestOf(cells, KeysOf(second), second, []);
            var together = SafeRequestOf(cells, KeysOf(second), second, [published]);
            unsafeTogether += alone is not null && GivesAway(cells, [published, alone]) ? 1 : 0;
            refused += together is null ? 1 : 0;
            safe += together is not null ? 1 : 0;
            merged += together is not null && alone is not null && !alone.Merged.SequenceEqual(together.Merged) ? 1 : 0;
            Assert.False(GivesAway(cells, together is null ? [published] : [published, together]), $"pair {pair}");
        }

        // Without the audit many of them would; and it does not simply refuse.
        Assert.True(unsafeTogether > 50, $"{unsafeTogether}");
        Assert.True(safe > 300, $"{safe} safe, {merged} merged further, {refused} refused");
    }

    [Fact]
    public void A_null_vector_is_orthogonal_to_the_rows_and_to_what_they_give_and_to_nothing_else()
    {
        // Rows a + b, b + c, a + c, and their sum: they give 2a, but neither d nor a + d.
        int[][] rowsOf = [[0, 2, 3], [0, 1, 3], [1, 2, 3], [4], [4]];
        var vector = NullSpace.Sample(rowsOf, 5);
        Assert.Equal([0, 0, 0], vector[..3]);
        Assert.NotEqual(0ul, vector[3]);
        Assert.Equal(0ul, PrimeField.Add(vector[3], vector[4]));
    }

    [Theory]
    [InlineData(PrimeField.Prime - 1, PrimeField.Prime - 1, 1)]
    [InlineData(1ul << 60, 4, 2)]
    [InlineData(0, 5, 0)]
    public void Products_are_modulo_the_prime(ulong left, ulong right, ulong product)
    {
        Assert.Equal(product, PrimeField.Multiply(left, right));
        Assert.Equal(1ul, PrimeField.Multiply(right, PrimeField.Inverse(right)));
    }

    private static PublishedTable? SafeRequestOf(
        CellSizes[] cells, SegmentKey[] keys, int[] wanted, PublishedTable[] published, bool[]? summed = null) =>
        SafeRequest.Of([[.. cells.Select(cell => cell.Before)]], [.. cells.Select(cell => cell.After)], keys, wanted, published, summed: summed);

    private static CellSize Of(int consumers) => new(consumers, consumers);

    private static CellSizes Of(int before, int after) => new(new(before, before), new(after, after));

    private static int Count(Random random) => random.Next(6) switch { 0 => 0, 1 or 2 => random.Next(12), _ => random.Next(200) };

    /// <summary>For each base cell the segment of a request by some of the attributes, of which one may be cut into two bands.</summary>
    private static int[] Request(Random random, int[] shape)
    {
        var use = 1 + random.Next(6);
        var (cut, band) = (random.Next(3), random.NextDouble() < 0.5);
        var segments = new Dictionary<string, int>();
        return [.. Enumerable.Range(0, shape[0] * shape[1] * shape[2]).Select(cell =>
        {
            int[] values = [cell % shape[0], cell / shape[0] % shape[1], cell / shape[0] / shape[1]];
            if (band)
                values[cut] = values[cut] > 0 ? 1 : 0;
            var key = string.Join(',', values.Where((_, attribute) => (use >> attribute & 1) != 0));
            return segments.TryGetValue(key, out var segment) ? segment : segments[key] = segments.Count;
        })];
    }

    private static SegmentKey[] KeysOf(int[] request) => [.. Enumerable.Range(0, request.Max() + 1).Select(i => new SegmentKey($"{i:00}"))];

    /// <summary>By singular values, apart from the audit's own elimination: whether a small base cell or a small segment of a request lies in
    /// the space of what is published.</summary>
    private static bool GivesAway(CellSizes[] cells, PublishedTable[] tables)
    {
        var known = Enumerable.Range(0, cells.Length).Where(cell => cells[cell].Consumers > 0).ToArray();
        var published = tables.SelectMany(table => known.GroupBy(table.RowOf)).Select(Indicator).ToArray();
        var matrix = Matrix<double>.Build.DenseOfRows(published);
        var rank = matrix.Svd().Rank;
        var targets = known.Select(cell => (IEnumerable<int>)[cell]).Concat(tables.SelectMany(table => known.GroupBy(cell => table.Wanted[cell])));
        return targets
            .Where(target => target.Aggregate(default(CellSizes), (sum, cell) => sum + cells[cell]).IsSmall(11))
            .Any(target => Matrix<double>.Build.DenseOfRows([.. published, Indicator(target)]).Svd().Rank == rank);

        double[] Indicator(IEnumerable<int> row)
        {
            var set = row.ToHashSet();
            return [.. known.Select(cell => set.Contains(cell) ? 1.0 : 0.0)];
        }
    }
}
