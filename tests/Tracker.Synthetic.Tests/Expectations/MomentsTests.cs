using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests.Expectations;

public class MomentsTests
{
    private const int Seeds = 20;

    /// <summary>Sectors with enough purchases for the first order.</summary>
    private const int Sectors = 12;

    [Fact]
    public void ScaledAndSd_StandardiseWhatIsDrawn()
    {
        var z = Metric.All.ToDictionary(metric => metric, _ => new List<double>());
        foreach (var options in Panels.Seeds(Seeds, new() { Consumers = 2000, Months = 3, Scenario = Scenario.Quiet, Threads = 1 }))
        {
            var model = PanelModel.Of(options);
            var history = Panels.Draw(model);
            var moments = Panels.Expected(model);
            for (var sector = 0; sector < Sectors; sector++)
            {
                var expected = moments[sector];
                foreach (var metric in Metric.All)
                    z[metric].Add((Panels.Scaled(history, sector, metric) - expected.Means.Scaled(metric)) / expected.Sd(metric));
            }
        }

        foreach (var (metric, values) in z)
        {
            Assert.True(Math.Abs(values.Average()) < 4 / Math.Sqrt(values.Count), $"{metric}: mean {values.Average():F3}");
            Assert.InRange(Math.Sqrt(values.Average(value => value * value)), 0.85, 1.15); // ± 3.3 standard errors
        }
    }

    [Fact]
    public void ActiveChance_SumsToThePanelSizeThatIsDrawn()
    {
        var differences = Panels.Seeds(Seeds, new() { Consumers = 500, Months = 5, EventsPerMonth = 1, Scenario = Scenario.Quiet }).Select(options =>
        {
            var model = PanelModel.Of(options);
            var drawn = Panels.Draw(model).Months[^1].ActiveConsumers;
            return drawn - ActiveChance.Of(model, options.Months - 1, planted: false).Sum();
        }).ToArray();
        var sd = Math.Sqrt(differences.Average(d => d * d));
        Assert.Equal(0, differences.Average(), 4 * sd / Math.Sqrt(Seeds));
        Assert.InRange(sd, 3, 15); // binomial: some 350 consumers, of whom about four in five act
    }
}
