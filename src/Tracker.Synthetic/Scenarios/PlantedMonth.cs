using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Model;

namespace Tracker.Synthetic.Scenarios;

/// <summary>The changes of one month by sector, ready for drawing. At most one in a sector and month.</summary>
internal sealed class PlantedMonth
{
    private readonly Change?[] changes;
    private readonly bool[]?[] members;
    private readonly Goods?[] goods;

    private PlantedMonth(Change?[] changes, bool[]?[] members, Goods?[] goods) => (this.changes, this.members, this.goods) = (changes, members, goods);

    /// <summary>Null when nothing changes in the month.</summary>
    public static PlantedMonth? Of(IEnumerable<Plant> plants, int month, Population population)
    {
        var planted = new PlantedMonth(new Change?[PanelModel.SectorCount], new bool[]?[PanelModel.SectorCount], new Goods?[PanelModel.SectorCount]);
        var any = false;
        var known = new Dictionary<(Segment, bool), bool[]>(); // a plant of every sector has one
        foreach (var plant in plants.Where(plant => plant.Month == month && plant.Change is not null))
        {
            if (!known.TryGetValue((plant.Segment, plant.Outside), out var members))
            {
                members = new bool[population.Count];
                for (var consumer = 0; consumer < members.Length; consumer++)
                    members[consumer] = plant.Changes(population, consumer);
                known[(plant.Segment, plant.Outside)] = members;
            }

            planted.changes[plant.Sector] = plant.Change;
            planted.members[plant.Sector] = members;
            planted.goods[plant.Sector] = plant.Goods;
            any = true;
        }

        return any ? planted : null;
    }

    /// <summary>What is different for this consumer in the sector; null when nothing is.</summary>
    public Change? For(int consumer, int sector) => members[sector] is { } segment && segment[consumer] ? changes[sector] : null;

    /// <summary>What purchases are of that the plant adds; null where they are of anything.</summary>
    public Goods? GoodsOf(int sector) => goods[sector];
}
