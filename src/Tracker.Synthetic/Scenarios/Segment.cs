using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Consumers who share the values of some attributes, as the files report them. Without attributes: everyone.</summary>
/// <param name="Values">Positions in <see cref="PanelAttribute.All"/>, and in the levels of each.</param>
internal sealed record Segment(params (int Attribute, int Level)[] Values)
{
    public bool Holds(Population population, int consumer)
    {
        foreach (var (attribute, level) in Values)
        {
            if (population.Reported(consumer, attribute) != level)
                return false;
        }

        return true;
    }
}
