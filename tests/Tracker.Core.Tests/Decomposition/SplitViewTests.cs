using Tracker.Core.Decomposition;

namespace Tracker.Core.Tests.Decomposition;

public class SplitViewTests
{
    [Fact]
    public void The_threefold_view_sums_to_the_change_and_gives_half_of_the_interaction_to_each_part_of_the_symmetric_one()
    {
        var random = new Random(9);
        for (var i = 0; i < 200; i++)
        {
            var table = RandomTables.Table(random, MetricChain.Ratio);
            if (table.Rows.Any(row => row.Before[0] == 0 != (row.After[0] == 0) || (row.Before[0] == 0 && row.Before[1] != 0) || (row.After[0] == 0 && row.After[1] != 0)))
                continue;
            var (view, split) = (SplitView.Threefold(table), ChangeSplit.Of(table));
            Assert.Equal(0, view.Residual, 1e-12);
            Assert.Equal(split.Behavioural, view.Behavioural + view.Interaction / 2, 1e-12);
            Assert.Equal(split.Structural, view.Structural + view.Interaction / 2, 1e-12);
            Assert.Equal(view.Change, view.Segments.Sum(part => part.Total), 1e-12);
            Assert.Equal(view.Structural, view.StructuralOfSegments, 1e-12);
        }
    }

    [Fact]
    public void The_two_way_view_has_a_headline_that_its_segments_miss()
    {
        var table = new SegmentTable(["a"], MetricChain.Ratio, [new(new("x"), [100, 1000], [100, 1300]), new(new("y"), [100, 4000], [200, 8400]), new(new("z"), [0, 0], [10, 50])]);
        var view = SplitView.TwoWay(table);
        Assert.Equal((5000, 9750, 4750), (view.Before, view.After, view.Change));
        Assert.Equal(200 * (9750.0 / 310 - 25), view.Behavioural, 1e-9);
        Assert.Equal(0, view.Residual, 1e-9);
        Assert.Equal((500, 4250), (view.BehaviouralOfSegments, view.StructuralOfSegments));
        Assert.Equal([SegmentStatus.Both, SegmentStatus.Both, SegmentStatus.New], view.Segments.Select(part => part.Status));
    }
}
