using Tracker.Core.Panel;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>How strong a plant has to be for the size that is asked for.</summary>
internal static class Need
{
    /// <exception cref="ArgumentException">The segment has no one whom the plant could change.</exception>
    public static double Of(PanelModel model, PlannedPlant planned, int month, int sector, Segment segment, bool[] members)
    {
        var isSomeone = false;
        for (var consumer = 0; consumer < members.Length && !isSomeone; consumer++)
            isSomeone = members[consumer] && model.Population.IsPresent(consumer, month);
        if (!isSomeone)
            throw new ArgumentException($"segment {segment.Text(model.Population)} of the scenario: expected consumers in {model.Options.First + month}");
        var response = new Response(model, month, sector, members, planned.Kind, planned.Moved);
        return response.Strength(Effect(model, planned, month, sector, response));
    }

    private static double Effect(PanelModel model, PlannedPlant planned, int month, int sector, Response response)
    {
        var metric = planned.Moved;
        if (planned.Sigma is { } sigma)
            return sigma * Moments.Of(model, month, sector, response.Without.ActiveConsumers, planted: true).Sd(metric);
        var (value, size) = (response.Without.Value(metric), planned.Size!.Value);
        if (metric.Scale == Scale.Log)
            return Math.Log(1 + size);
        return value * (1 + size) < 1
            ? Math.Log(1 + size) + Math.Log((1 - value) / (1 - value * (1 + size)))
            : throw new ArgumentException($"size {size} of the scenario: expected a {metric} below 1, which it has {value:0.###} of");
    }
}
