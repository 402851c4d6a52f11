using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Tests;

/// <summary>Small panels for tests.</summary>
internal static class Panels
{
    public static GeneratorOptions Small => new() { Consumers = 300, Months = 4, Seed = 5, EventsPerMonth = 12 };

    public static IEnumerable<GeneratorOptions> Seeds(int count, GeneratorOptions options) =>
        Enumerable.Range(1, count).Select(seed => options with { Seed = (ulong)seed });

    public static PanelHistory Draw(GeneratorOptions options) => PanelGenerator.Draw(options, TestContext.Current.CancellationToken);

    public static PanelHistory Draw(PanelModel model) => PanelGenerator.Draw(model, TestContext.Current.CancellationToken);

    public static Truth Write(GeneratorOptions options, TemporaryFolder folder, IProgress<GeneratorProgress>? progress = null) =>
        PanelGenerator.Write(options, folder.Path, progress, TestContext.Current.CancellationToken);

    /// <summary>A metric of the last month on its own scale, as drawn.</summary>
    public static double Scaled(PanelHistory history, int sector, Metric metric) => Scaled(history, sector, metric, history.Months.Count - 1);

    public static double Scaled(PanelHistory history, int sector, Metric metric, int position)
    {
        var month = history.Months[position];
        var value = MetricValue.Of(metric, month.BySector[sector], month.ActiveConsumers, 1);
        return metric.Scale == Scale.Log ? Math.Log(value.Value) : Math.Log(value.Numerator / (value.Denominator - value.Numerator));
    }

    /// <summary>The moments of every sector in the last month without any plant.</summary>
    public static Moments[] Expected(PanelModel model)
    {
        var last = model.Options.Months - 1;
        var activeConsumers = ActiveChance.Of(model, last, planted: false).Sum();
        return [.. Enumerable.Range(0, PanelModel.SectorCount).Select(sector => Moments.Of(model, last, sector, activeConsumers))];
    }

    public static int Position(string sector) => Sectors.Seeds.Sectors.ToList().FindIndex(profile => profile.Name == sector);
}
