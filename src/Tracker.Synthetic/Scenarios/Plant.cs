using Tracker.Core.Panel;
using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>A plant of the panel at hand: where, whom and how much. Several months or sectors of one planned plant are several of these.</summary>
/// <param name="Position">Of the planned plant in the scenario.</param>
/// <param name="Kind">What it changes.</param>
/// <param name="Month">Position in the span.</param>
/// <param name="Sector">Position of the sector.</param>
/// <param name="Metric">The metric that it is planted to move.</param>
/// <param name="Segment">The segment it is about.</param>
/// <param name="Change">What is different; null where it is about who is in the panel.</param>
/// <param name="Outside">The change is for all but the segment.</param>
/// <param name="Goods">What purchases are of that it adds; null for anything.</param>
internal sealed record Plant(
    int Position, PlantKind Kind, int Month, int Sector, Metric Metric, Segment Segment, Change? Change, bool Outside, Goods? Goods)
{
    public bool Changes(Population population, int consumer) => Segment.Holds(population, consumer) != Outside;
}
