using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Makes a scenario's plants those of the panel at hand: months, sectors and segments are found, and how strong each has to be.</summary>
internal static class Planting
{
    /// <summary>The plants by month and sector. Standing differences of their segments enter the habits of the model.</summary>
    /// <exception cref="ArgumentException">A month outside the panel, a segment without consumers, or two plants in a sector and month.</exception>
    public static IReadOnlyList<Plant> Of(PanelModel model)
    {
        var plants = new List<Plant>();
        var planned = model.Options.Scenario.Plants;
        for (var position = 0; position < planned.Count; position++)
        {
            var months = Months(planned[position], model.Options);
            foreach (var plant in Of(model, planned[position], position, months, plants))
            {
                if (plants.Any(other => other.Month == plant.Month && other.Sector == plant.Sector && other.Change is not null && plant.Change is not null))
                    throw new ArgumentException(
                        $"plant {position + 1} of the scenario: expected no other in {Seeds.Sectors[plant.Sector].Name} in {model.Options.First + plant.Month}");
                plants.Add(plant);
            }
        }

        return plants;
    }

    /// <summary>Positions of the months that a plant changes.</summary>
    public static IEnumerable<int> Months(PlannedPlant plant, GeneratorOptions options)
    {
        var first = plant.Month.In(options.First, options.End);
        var last = plant.Kind is PlantKind.New or PlantKind.Gone ? options.Months - 1 : (plant.Until ?? plant.Month).In(options.First, options.End);
        return last >= first
            ? Enumerable.Range(first, last - first + 1)
            : throw new ArgumentException($"until {plant.Until} of the scenario: expected no month before {plant.Month}");
    }

    private static List<Plant> Of(PanelModel model, PlannedPlant planned, int position, IEnumerable<int> months, List<Plant> taken)
    {
        var random = new RandomStream(model.Options.Seed, Purpose.Scenario, position);
        var first = months.First();
        bool[] free = [.. Enumerable.Range(0, PanelModel.SectorCount).Select(s => !taken.Any(plant => plant.Sector == s && months.Contains(plant.Month)))];
        var (segment, sectors) = Place.Choose(model, planned, first, free, ref random);
        var members = Members(model, segment);
        if (planned.Standing is { } standing)
        {
            foreach (var sector in sectors)
                model.Habits.Scale(sector, members, standing);
        }

        var plants = new List<Plant>();
        foreach (var sector in sectors)
        {
            var (change, outside) = planned.HasStrength
                ? Lever.Of(planned.Kind, Need.Of(model, planned, first, sector, segment, members))
                : (null, false);
            var goods = planned.Bought is { } bought ? Goods.Of(bought, sector, ref random) : null;
            plants.AddRange(months.Select(month => new Plant(
                position, planned.Kind, month, sector, planned.Moved, segment, planned.Days is { } days ? Lost(model, month, sector, days) : change, outside, goods)));
        }

        return plants;
    }

    private static Change Lost(PanelModel model, int month, int sector, DaySpan days) =>
        new() { Visits = Outage.Left(model.Expected[month].DayWeights[sector], days) };

    public static bool[] Members(PanelModel model, Segment segment)
    {
        var members = new bool[model.Population.Count];
        for (var consumer = 0; consumer < members.Length; consumer++)
            members[consumer] = segment.Holds(model.Population, consumer);
        return members;
    }
}
