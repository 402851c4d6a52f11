using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class SegmentTablesTests
{
    private static readonly Month Now = new(2025, 10);

    [Fact]
    public void Segments_KeepTheirNumbersFromMonthToMonth_AndUnknownIsAValue()
    {
        var segments = new Segmentation(["region", "age"]);
        var month = new ConsumerMonth(Now, [1, 1, 0, 2], new ConsumerCell[4]);
        var first = segments.Of(month, [new("region", ["east", "west"], [0, 1, 1, 1]), new("age", ["old"], [-1, 0, 0, 0])]);
        var second = segments.Of(month, [new("region", ["west"], [0, -1, 0, 0]), new("age", ["old"], [0, 0, 0, -1])]);

        Assert.Equal([0, 1, -1, 1], first);
        Assert.Equal([1, 2, -1, 3], second);
        Assert.Equal(["east, unknown", "west, old", "unknown, old", "west, unknown"], segments.Keys.Select(key => $"{key}"));
        Assert.Throws<ArgumentException>(() => segments.Of(month, []));
    }

    [Fact]
    public void SumsAreWeighted_AndSizesAreNot()
    {
        var chain = MetricChain.Of(Metric.SpendPerBuyer, visits: true);
        var month = new ConsumerMonth(Now, [2, 3, 1, 0], [new(1000, 0, 1, 3), new(0, 500, 0, 2), new(300, 0, 2, 2), new(900, 0, 9, 9)]);
        var sums = SegmentTables.Sums(SegmentTables.Amounts(chain, month), [0, 0, 1, -1], 2);

        Assert.Equal([ChainSum.Buyers, ChainSum.BuyerVisits, ChainSum.Purchases, ChainSum.Gross, ChainSum.Refunds, ChainSum.Population], chain.Columns);
        Assert.Equal([2, 6, 2, 20, 15, 5], sums[0]);
        Assert.Equal([1, 2, 2, 3, 0, 1], sums[1]);
        Assert.Equal([new CellSize(2, 1, 15, 10), new CellSize(1, 1, 3, 3)], SegmentTables.Sizes(chain, month, [0, 0, 1, -1], 2));
    }

    [Fact]
    public void Rows_AreThoseOfTheMergedTable() => Assert.Equal([0, 2, 1, 2], SegmentTables.Rows([false, true, false, true]));

    [Theory]
    [InlineData("total_spend")]
    [InlineData("spend_per_buyer")]
    public void TheAttributeThatTheChangeDependsOn_IsTheStrongest(string metric)
    {
        const int n = 3000;
        var random = new Random(3);
        var (driver, level, chance) = (new int[n], new int[n], new int[n]);
        var (before, after) = (new ConsumerCell[n], new ConsumerCell[n]);
        for (var i = 0; i < n; i++)
        {
            (driver[i], level[i], chance[i]) = (random.Next(4) - 1, random.Next(3), random.Next(5));
            before[i] = new(1000 * (1 + 4 * level[i]) + random.Next(800), 0, 1, 1);
            after[i] = new(1000 * (1 + 4 * level[i]) + random.Next(800) + (driver[i] == 1 ? 600 : 0), 0, 1, 1);
        }

        AttributeColumn[] columns = [new("chance", ["a", "b", "c", "d", "e"], chance), new("driver", ["a", "b", "c"], driver), new("level", ["a", "b", "c"], level)];
        var (first, second) = (new ConsumerMonth(Now - 1, Ones(n), before), new ConsumerMonth(Now, Ones(n), after));
        var ranked = AttributeStrength.Ranked(Metric.Parse(metric), first, second, columns);

        Assert.Equal("driver", ranked[0].Attribute);
        Assert.InRange(ranked[0].Epsilon, 0.2, 0.9);
        Assert.All(ranked.Skip(1), one => Assert.InRange(one.Epsilon, -0.01, 0.01));
        Assert.Equal("driver", AttributeStrength.Choose(ranked, columns, second, n)[0]);
        Assert.Equal(["driver"], AttributeStrength.Choose([new("driver", 0), new("level", 0)], columns, second, n));
        Assert.Empty(AttributeStrength.Choose(ranked, columns, second, AttributeStrength.LeastContributors));
    }

    [Fact]
    public void AConstantPanel_HasNoStrength()
    {
        ConsumerMonth Month(Month month) => new(month, Ones(50), [.. Enumerable.Range(0, 50).Select(i => new ConsumerCell(i, 0, 1, 1))]);
        Assert.Equal(0, AttributeStrength.Ranked(Metric.TotalSpend, Month(Now - 1), Month(Now), [new("a", ["x", "y"], [.. Enumerable.Range(0, 50).Select(i => i % 2)])])[0].Epsilon);
    }

    [Fact]
    public void AnAnswerAgainstAnotherReference_CountsForTheMonthAfterAlone()
    {
        // By a 12 and 12, by b 12 and 12; who is in one and not the other are 2 before, and 12 after.
        SegmentKey[] keys = [new("x"), new("y")];
        CellSizes Cell(int before, int after) => new(new(before, before), new(after, after));
        CellSizes[] safe = [Cell(30, 30), Cell(2, 12), Cell(30, 30)];
        CellSizes[] small = [Cell(30, 30), Cell(2, 2), Cell(30, 30)];
        var byA = new PublishedTable([0, 0, 1], [false, false]);
        int[] byB = [0, 1, 1];

        Assert.Null(Safe(safe, keys, byB, [byA]));
        Assert.NotNull(Safe(safe, keys, byB, [], elsewhere: [byA]));
        Assert.Null(Safe(small, keys, byB, [], elsewhere: [byA]));
        Assert.Equal([true, true, false], Safe([Cell(30, 30), Cell(40, 40), Cell(50, 50)], [new("x"), new("y"), new("z")], [0, 1, 2], [], merge: [true, false, false])!.Merged);

        static PublishedTable? Safe(CellSizes[] cells, SegmentKey[] keys, int[] wanted, PublishedTable[] published, PublishedTable[]? elsewhere = null, bool[]? merge = null) =>
            SafeRequest.Of([[.. cells.Select(cell => cell.Before)]], [.. cells.Select(cell => cell.After)], keys, wanted, published, elsewhere: elsewhere, merge: merge);
    }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}
