using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;
using Tracker.Synthetic.Sectors;
using Metric = Tracker.Core.Panel.Metric;

namespace Tracker.Synthetic;

/// <summary>All that was planted in a panel: truth.json.</summary>
public sealed record Truth(IReadOnlyList<PlantedMover> Planted)
{
    /// <summary>The truth of the panel that the options describe, without drawing it.</summary>
    public static Truth Of(GeneratorOptions options) => Of(PanelModel.Of(options));

    internal static Truth Of(PanelModel model) => new([.. model.Plants.Select(plant => Of(model, plant))]);

    private static PlantedMover Of(PanelModel model, Plant plant)
    {
        var month = plant.Month - model.Options.First;
        var activeConsumers = PanelSize.Expected(model, month);
        var without = Moments.Of(model, month, plant.Sector, activeConsumers, null);
        var with = Moments.Of(model, month, plant.Sector, activeConsumers, plant);
        var split = Split.Of(model, month, plant);
        return new(
            plant.Month,
            new(Seeds.Sectors[plant.Sector].Name),
            plant.Metric,
            "rate",
            [.. plant.Segment.Values.Select(value => Named(PanelAttribute.All[value.Attribute], value.Level))],
            with.Value(plant.Metric) / without.Value(plant.Metric) - 1,
            split.Structural,
            split.Behavioural,
            [.. Metric.All.Select(metric => KeyValuePair.Create(metric, with.Scaled(metric) - without.Scaled(metric)))]);
    }

    private static KeyValuePair<string, string> Named(PanelAttribute attribute, int level) => new(attribute.Name, attribute.Levels[level]);
}
