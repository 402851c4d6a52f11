using Tracker.Core.Movers;

namespace Tracker.Core.Tests.Movers;

public class QuietPanelTests
{
    [Fact]
    public void Quiet_panels_are_rarely_flagged()
    {
        var flagged = 0;
        const int panels = 6;
        for (var seed = 100; seed < 100 + panels; seed++)
        {
            var panel = Generate.Panel(seed, 50, sectors: 8);
            flagged += MoverRanking.Score(panel, panel.Last, null, TestContext.Current.CancellationToken).Significant > 0 ? 1 : 0;
        }

        Assert.InRange(flagged, 0, 3);
    }
}
