using Tracker.Core.Decomposition;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Decomposition;

public class MoverSplitTests
{
    private static readonly Month Month = new(2025, 10);

    [Fact]
    public void Of_many_segments_the_largest_are_shown_and_the_others_are_one_row_with_an_interval()
    {
        var panel = new Panel(300 * 20, consumer => consumer % 300);
        var split = MonthSplit.Of(panel.Ask(["s"]), panel.At(Month - 1), TestContext.Current.CancellationToken)!;
        var whole = ChangeSplit.Of(panel.Table(Month - 1, Month));

        Assert.Equal(300, whole.Segments.Count);
        Assert.Equal(200, split.Decomposition.Segments.Count);
        Assert.Equal(whole.Segments.Take(199).Select(part => part.Segment), split.Decomposition.Segments.Take(199).Select(part => part.Segment));
        Assert.Equal((whole.Structural, whole.Behavioural), (split.Decomposition.Structural, split.Decomposition.Behavioural));
        var rest = split.Decomposition.Segments[^1];
        Assert.Equal(SegmentStatus.Other, rest.Status);
        Assert.Equal(whole.Segments.Skip(199).Sum(part => part.Total), rest.Total, 1e-9);
        Assert.InRange(rest.Total, rest.Interval!.Value.Low, rest.Interval.Value.High);
        Assert.Equal((0, 199), (split.Shown.SmallAlone, split.Shown.Displayed!.Count));
    }

    [Fact]
    public void Two_hundred_segments_are_all_shown()
    {
        var panel = new Panel(200 * 20, consumer => consumer % 200);
        var split = MonthSplit.Of(panel.Ask(["s"]), panel.At(Month - 1), TestContext.Current.CancellationToken)!;
        Assert.Equal(200, split.Decomposition.Segments.Count);
        Assert.DoesNotContain(split.Decomposition.Segments, part => part.Status == SegmentStatus.Other);
    }

    [Fact]
    public void Parts_along_time_are_the_sums_of_those_of_consecutive_months()
    {
        var panel = new Panel(400, consumer => consumer % 5);
        var along = AlongTimeSplit.Of(panel.Ask(["s"]), [panel.At(Month - 3), panel.At(Month - 2), panel.At(Month - 1)])!.Decomposition;
        ChangeDecomposition[] links = [.. Enumerable.Range(1, 3).Reverse().Select(back => ChangeSplit.Of(panel.Table(Month - back, Month - (back - 1))))];

        Assert.Equal((links[0].Before, links[^1].After), (along.Before, along.After));
        Assert.Equal(links.Sum(link => link.Structural), along.Structural, 1e-9);
        Assert.Equal(links.Sum(link => link.Behavioural), along.Behavioural, 1e-9);
        Assert.NotEqual(ChangeSplit.Of(panel.Table(Month - 3, Month)).Structural, along.Structural, 1e-3);
        Assert.Equal(along.Change, along.Segments.Sum(part => part.Total), 1e-9);
    }

    [Fact]
    public void A_request_beside_a_result_that_it_would_give_away_is_merged_further()
    {
        // Segments of 100 less five who count as another: with both published, the five are known.
        var panel = new Panel(600, consumer => consumer / 100, consumer => consumer < 5 ? 1 : consumer / 100);
        var first = new PublishedSegments(["s"], Enumerable.Range(0, 6).Select(i => new SegmentKey(Panel.Value(i))).ToHashSet(), HasRefunds: false, SameReference: true);

        var alone = MonthSplit.Of(panel.Ask(["t"]), panel.At(Month - 1), TestContext.Current.CancellationToken)!;
        var beside = MonthSplit.Of(panel.Ask(["t"]) with { Earlier = [first, first with { SameReference = false }] }, panel.At(Month - 1), TestContext.Current.CancellationToken)!;

        Assert.DoesNotContain(true, alone.Shown.Merged);
        Assert.Equal([true, true, false, false, false, false], beside.Shown.Merged);
        Assert.Equal(0, beside.Shown.SmallAlone);
        Assert.Equal(7, PublishedSegments.RowsOf([first, first]));
    }

    [Fact]
    public void A_result_that_shows_what_is_small_by_now_does_not_speak_against_others()
    {
        var panel = new Panel(600, consumer => consumer < 3 ? 5 : consumer / 120, consumer => consumer / 200);
        var old = new PublishedSegments(["s"], Enumerable.Range(0, 6).Select(i => new SegmentKey(Panel.Value(i))).ToHashSet(), HasRefunds: false, SameReference: true);
        Assert.DoesNotContain(true, MonthSplit.Of(panel.Ask(["t"]) with { Earlier = [old] }, panel.At(Month - 1), TestContext.Current.CancellationToken)!.Shown.Merged);
    }

    [Fact]
    public void Segments_of_older_months_alone_are_left_out_of_many_that_are_shown()
    {
        // In the months before the last three every tenth consumer was of another segment, none of which is there any more.
        var panel = new Panel(300 * 20, consumer => consumer % 300);
        var question = panel.Ask(["s"]);
        var usual = question.Attribute("s", Month);
        AttributeColumn old = new("s", [.. usual.Values, "w"], [.. usual.Codes.Select((code, consumer) => consumer % 10 == 0 ? usual.Values.Count : code)]);
        question = question with { Attribute = (_, month) => month < Month - 3 ? old : usual };
        ConsumerMonth[] past = [.. Enumerable.Range(1, 6).Reverse().Select(back => panel.At(Month - back))];
        double?[] forecasts = [.. past.Select(_ => (double?)null)];

        var shown = ExpectedSplit.Choose(question, past, 500)!;
        var split = ExpectedSplit.Of(question, shown, past, 500, forecasts, TestContext.Current.CancellationToken)!.Decomposition;

        Assert.Equal((300, 199), (shown.Count, shown.Displayed!.Count));
        Assert.Equal(200, split.Segments.Count);
        Assert.Equal(split.Change, split.Segments.Sum(part => part.Total), 1e-9);
    }

    [Fact]
    public void Who_joined_left_and_stayed_add_up_net_of_refunds()
    {
        // All spend 10 and give 2 back; the population that they stand for grows from 1,000 to 1,100.
        ConsumerMonth Of(Month month, double people) => new(
            month, [.. Enumerable.Repeat(people / 100, 100)], [.. Enumerable.Repeat(new ConsumerCell(1000, 200, 1, 1), 100)]);
        var split = MonthSplit.Of(Ask(Metric.TotalSpend, Of(Month, 1_100)), Of(Month - 1, 1_000), TestContext.Current.CancellationToken)!;
        Assert.Equal((800, 1_000, -200), (split.Decomposition.Change, split.Decomposition.Scale, split.Decomposition.Refunds));
        Assert.Equal(new(800, 0, 0, 0, 0, 0, 0, 0, 100), split.Flow);
    }

    [Fact]
    public void More_visits_by_those_who_stayed_are_not_their_mix()
    {
        // The first hundred make three times the visits, at one purchase in ten; of the others three in ten buy as before.
        ConsumerMonth Of(Month month, int times) => new(month, [.. Enumerable.Repeat(1.0, 200)], [.. Enumerable.Range(0, 200).Select(i => i < 100
            ? new ConsumerCell(0, 0, i % 10 == 0 ? times : 0, times)
            : new ConsumerCell(0, 0, i % 10 < 3 ? 1 : 0, 1))]);
        var split = MonthSplit.Of(Ask(Metric.Conversion, Of(Month, 3)), Of(Month - 1, 1), TestContext.Current.CancellationToken)!;
        Assert.Equal(-0.05, split.Decomposition.Behavioural, 1e-12);
        Assert.Equal((0.0, 0.0, 0.0), (split.Flow!.Joined, split.Flow.Left, split.Flow.Structural));
        Assert.Equal(-0.05, split.Flow.Behavioural, 1e-12);
    }

    [Fact]
    public void Who_joined_and_left_are_kept_apart_from_who_stayed()
    {
        // Ten of each segment stayed, at 10 and 13 and at 4; five left, at 18, and five joined, at 2: each is two consumers of half a weight, or four.
        ConsumerMonth Of(Month month, int first, int gone, int arrived) => new(
            month,
            [.. Enumerable.Range(0, 200).Select(i => (i % 100) switch { < 20 => 0.5, < 40 when i < 100 => gone > 0 ? 0.25 : 0, < 60 when i < 100 => arrived > 0 ? 0.25 : 0, _ => 0 })],
            [.. Enumerable.Range(0, 200).Select(i => new ConsumerCell(100 * (i >= 100 ? 4 : i < 20 ? first : i < 40 ? gone : arrived), 0, 1, 1))]);
        var flow = MonthSplit.Of(Ask(Metric.SpendPerConsumer, Of(Month, 13, 0, 2)), Of(Month - 1, 10, 18, 0), TestContext.Current.CancellationToken)!.Flow!;
        Assert.Equal((180.0 / 25) - (230.0 / 25), flow.Joined + flow.Left + flow.Structural + flow.Behavioural + flow.Refunds, 1e-12);
        Assert.Equal(30.0 / 25, flow.Behavioural, 1e-12);
        Assert.True(flow.Joined < 0 && flow.Left < 0); // the newcomers spend less than the mean, those who left more
        Assert.Equal((20, 20, 40), (flow.ConsumersJoined, flow.ConsumersLeft, flow.ConsumersStayed));
    }

    [Fact]
    public void Who_joined_left_and_stayed_are_the_change()
    {
        var random = new Random(9);
        foreach (var metric in Metric.All)
        {
            var split = MonthSplit.Of(Ask(metric, Of(Month)), Of(Month - 1), TestContext.Current.CancellationToken)!;
            var flow = split.Flow!;
            var sum = flow.Scale + flow.Joined + flow.Left + flow.Structural + flow.Behavioural + flow.Refunds;
            Assert.Equal(split.Decomposition.Change, sum, 1e-9 * Math.Abs(split.Decomposition.After));
            Assert.NotEqual(0, flow.Joined);
        }

        ConsumerMonth Of(Month month) => new(month, [.. Enumerable.Range(0, 200).Select(_ => random.Next(4) == 0 ? 0 : 1 + random.NextDouble())], [.. Enumerable.Range(0, 200).Select(_ =>
            random.Next(3) is > 0 and var buys ? new ConsumerCell(random.Next(500, 900), random.Next(100), buys, buys + random.Next(3)) : new(0, random.Next(100), 0, random.Next(3)))]);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Refunds_of_few_are_in_those_of_the_whole_alone(int few, bool shown)
    {
        // All spend 10; some of the first hundred and twenty of the second give 1 back.
        ConsumerMonth Of(Month month, int few, int many) => new(month, [.. Enumerable.Repeat(1.0, 200)], [.. Enumerable.Range(0, 200).Select(i =>
            new ConsumerCell(1000, i % 100 < (i < 100 ? few : many) ? 100 : 0, 1, 1))]);
        var earlier = new PublishedSegments(["s"], new HashSet<SegmentKey> { new("x"), new("y") }, HasRefunds: true, SameReference: true);
        foreach (var (before, after) in new[] { (Of(Month - 1, 0, 0), Of(Month, few, 20)), (Of(Month - 1, few, 20), Of(Month, 30, 40)) })
        {
            var splits = new[]
            {
                MonthSplit.Of(Ask(Metric.SpendPerConsumer, after), before, TestContext.Current.CancellationToken)!,
                MonthSplit.Of(Ask(Metric.SpendPerConsumer, after) with { Earlier = [earlier] }, before, TestContext.Current.CancellationToken)!, // an older one is no excuse
                AlongTimeSplit.Of(Ask(Metric.SpendPerConsumer, after), [before])!,
            };
            foreach (var split in splits.Select(one => one.Decomposition))
            {
                Assert.Equal(after.Cells.Sum(cell => -cell.RefundCents / 2e4) - before.Cells.Sum(cell => -cell.RefundCents / 2e4), split.Refunds, 1e-12);
                Assert.All(split.Segments, part => Assert.Equal(shown, part.Refunds is not null));
                Assert.Equal(split.Change, split.Segments.Sum(part => part.Total) + (shown ? 0 : split.Refunds), 1e-12);
            }

            if (!shown)
                Assert.All(splits[0].Decomposition.Segments, part => Assert.Equal((0.0, 0.0), (part.Total, part.Interval!.Value.StandardError)));
        }
    }

    [Fact]
    public void Refunds_of_few_that_two_results_would_give_away_are_in_those_of_the_whole_alone()
    {
        // Forty of the first segment of s, five of whom give something back, are in the second of t.
        int[] refunders = [.. Enumerable.Range(0, 5), .. Enumerable.Range(40, 20), .. Enumerable.Range(100, 30), .. Enumerable.Range(200, 30)];
        ConsumerMonth Of(Month month) => new(month, [.. Enumerable.Repeat(1.0, 300)], [.. Enumerable.Range(0, 300).Select(i =>
            new ConsumerCell(1000, refunders.Contains(i) ? 100 : 0, 1, 1))]);
        string[] values = ["x", "y", "z"];
        var question = Ask(Metric.SpendPerConsumer, Of(Month)) with
        {
            Known = ["s", "t"],
            Attribute = (name, _) => new(name, values, [.. Enumerable.Range(0, 300).Select(i => name == "t" && i < 40 ? 1 : i / 100)]),
            Asked = ["t"],
        };
        var first = new PublishedSegments(["s"], values.Select(value => new SegmentKey(value)).ToHashSet(), HasRefunds: true, SameReference: true);

        Assert.All(Parts([]), part => Assert.NotNull(part.Refunds));
        Assert.All(Parts([first with { HasRefunds = false }]), part => Assert.NotNull(part.Refunds));
        Assert.All(Parts([first]), part => Assert.Null(part.Refunds));
        Assert.All(Parts([first with { SameReference = false }]), part => Assert.Null(part.Refunds));

        IReadOnlyList<SegmentPart> Parts(PublishedSegments[] earlier) =>
            MonthSplit.Of(question with { Earlier = earlier }, Of(Month - 1), TestContext.Current.CancellationToken)!.Decomposition.Segments;
    }

    [Fact]
    public void Results_whose_values_hold_commas_are_not_taken_for_each_other()
    {
        PublishedSegments Of(params SegmentKey[] shown) => new(["a", "b"], shown.ToHashSet(), HasRefunds: false, SameReference: true);
        Assert.Equal(4, PublishedSegments.RowsOf([Of(new SegmentKey("a, b", "c")), Of(new SegmentKey("a", "b, c"))]));
        Assert.Equal(3, PublishedSegments.RowsOf([Of(new("x", "y"), new("z", "y")), Of(new("z", "y"), new("x", "y"))]));
    }

    /// <summary>A question about two hundred consumers, of whom the first hundred are one segment, or about the first hundred.</summary>
    private static MoverQuestion Ask(Metric metric, ConsumerMonth after) => new()
    {
        Metric = metric,
        Chain = MetricChain.Of(metric, visits: true),
        After = after,
        Known = ["s"],
        Attribute = (name, _) => new(name, ["x", "y"], [.. after.Weights.Select((_, consumer) => consumer / 100)]),
        Asked = ["s"],
        Drivers = [],
        Earlier = [],
        Least = SmallCells.UsualLeast,
        Seed = 1,
    };

    /// <summary>Consumers of one or two attributes who are there every month and spend at random.</summary>
    private sealed class Panel(int consumers, params Func<int, int>[] values)
    {
        private static readonly MetricChain Chain = MetricChain.Of(Metric.SpendPerConsumer, visits: false);
        private static readonly string[] Names = ["s", "t"];

        public static string Value(int i) => $"v{i:000}";

        public ConsumerMonth At(Month month)
        {
            var random = new Random(month.Year * 12 + month.MonthOfYear);
            var cells = new ConsumerCell[consumers];
            for (var i = 0; i < consumers; i++)
            {
                var buys = random.Next(3);
                cells[i] = new(buys * random.Next(500, 600 + 2 * values[0](i)), 0, buys, buys); // so much alike that nobody is half of a segment
            }

            return new(month, [.. cells.Select(_ => random.NextDouble() < 0.99 ? 1.0 : 0.0)], cells);
        }

        public MoverQuestion Ask(string[] attributes) => new()
        {
            Metric = Metric.SpendPerConsumer,
            Chain = Chain,
            After = At(Month),
            Known = Names[..values.Length],
            Attribute = (name, _) => ColumnOf(Array.IndexOf(Names, name)),
            Asked = attributes,
            Drivers = [],
            Earlier = [],
            Least = SmallCells.UsualLeast,
            Seed = 1,
        };

        public SegmentTable Table(Month before, Month after)
        {
            var (first, second) = (Sums(before), Sums(after));
            return new(["s"], Chain, [.. first.Keys.Order().Select(value => new SegmentRow(new(Value(value)), first[value], second[value]))]);
        }

        private Dictionary<int, double[]> Sums(Month of)
        {
            var month = At(of);
            var amounts = SegmentTables.Amounts(Chain, month);
            return Enumerable.Range(0, consumers).GroupBy(values[0]).ToDictionary(group => group.Key, group => amounts.Select(column => group.Sum(i => column[i])).ToArray());
        }

        private AttributeColumn ColumnOf(int at)
        {
            var codes = Enumerable.Range(0, consumers).Select(values[at]).ToArray();
            return new(Names[at], [.. Enumerable.Range(0, codes.Max() + 1).Select(Value)], codes);
        }
    }
}
