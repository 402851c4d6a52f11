using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic;

/// <summary>All that was planted in a panel: truth.json. One entry for each month and sector of a plant.</summary>
public sealed record Truth(IReadOnlyList<PlantedMover> Planted)
{
    /// <summary>The truth of the panel that the options describe, without drawing it.</summary>
    public static Truth Of(GeneratorOptions options) => Of(PanelModel.Of(options));

    internal static Truth Of(PanelModel model)
    {
        if (!model.Options.Planted)
            return new([]);
        var months = model.Plants.Select(plant => plant.Month).Distinct().ToDictionary(month => month, month => MonthExpectation.Of(model, month));
        var segments = model.Plants.Select(plant => plant.Position).Distinct()
            .ToDictionary(position => position, position => Segments(model, model.Plants.First(plant => plant.Position == position).Segment));
        var entries = new PlantedMover[model.Plants.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = model.Options.Threads };
        Parallel.For(0, entries.Length, parallel, p =>
        {
            var plant = model.Plants[p];
            entries[p] = Of(model, plant, months[plant.Month], segments[plant.Position]);
        });
        return new(entries);
    }

    private static PlantedMover Of(PanelModel model, Plant plant, MonthExpectation month, (int[] Of, int Count) segments)
    {
        var sums = month.BySegment(plant.Sector, segments.Of, segments.Count);
        var (with, without) = (sums.Aggregate(default(ExpectedMeasures), (sum, s) => sum + s.With), sums.Aggregate(default(ExpectedMeasures), (sum, s) => sum + s.Without));
        var split = Split.Of(sums, plant.Metric);
        var sd = Moments.Of(model, plant.Month, plant.Sector, without.ActiveConsumers).Sd(plant.Metric);
        return new(
            model.Options.First + plant.Month,
            new(Seeds.Sectors[plant.Sector].Name),
            plant.Metric,
            plant.Kind.ToString().ToLowerInvariant(),
            plant.Segment.Named(model.Population),
            with.Value(plant.Metric) / without.Value(plant.Metric) - 1,
            split.Structural,
            split.Behavioural,
            [.. Metric.All.Select(metric => KeyValuePair.Create(metric, with.Scaled(metric) - without.Scaled(metric)))],
            split.Scale,
            (with.Scaled(plant.Metric) - without.Scaled(plant.Metric)) / sd,
            Math.Log(with.ActiveConsumers / without.ActiveConsumers),
            plant.Position + 1)
        {
            Brand = plant.Goods?.Brand,
            Word = plant.Goods?.Word,
        };
    }

    /// <summary>Each consumer's segment by the plant's attributes; blank is a segment of its own.</summary>
    private static (int[] Of, int Count) Segments(PanelModel model, Segment segment)
    {
        var keys = new Dictionary<int, int>();
        var segments = new int[model.Population.Count];
        for (var consumer = 0; consumer < segments.Length; consumer++)
        {
            var key = 0;
            foreach (var (attribute, _) in segment.Values)
                key = key * (model.Population.Attributes[attribute].Levels.Count + 1) + model.Population.Reported(consumer, attribute) + 1;
            if (!keys.TryGetValue(key, out var position))
                keys[key] = position = keys.Count;
            segments[consumer] = position;
        }

        return (segments, keys.Count);
    }
}
