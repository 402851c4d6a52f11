using Tracker.Core.Panel;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>The plants of one month by sector, ready for drawing. At most one in a sector and month.</summary>
internal sealed class PlantedMonth
{
    private readonly Plant?[] plants;
    private readonly bool[]?[] members;

    private PlantedMonth(Plant?[] plants, bool[]?[] members) => (this.plants, this.members) = (plants, members);

    /// <summary>Null when the month has no plant.</summary>
    public static PlantedMonth? Of(IReadOnlyList<Plant> plants, Month month, Population population)
    {
        if (plants.All(plant => plant.Month != month))
            return null;
        var planted = new PlantedMonth(new Plant?[PanelModel.SectorCount], new bool[]?[PanelModel.SectorCount]);
        foreach (var plant in plants.Where(plant => plant.Month == month))
        {
            planted.plants[plant.Sector] = plant;
            planted.members[plant.Sector] = [.. Enumerable.Range(0, population.Count).Select(consumer => plant.Segment.Holds(population, consumer))];
        }

        return planted;
    }

    /// <summary>What changes this consumer's purchases in the sector; null when nothing does.</summary>
    public Plant? For(int consumer, int sector) => members[sector] is { } segment && segment[consumer] ? plants[sector] : null;
}
