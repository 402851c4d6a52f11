using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Consumers who share the values of some attributes, as the files report them. Without attributes: everyone.</summary>
/// <param name="Values">Positions in <see cref="PanelAttribute.All"/> and the value of each.</param>
internal sealed record Segment(IReadOnlyList<(int Attribute, string Value)> Values)
{
    public bool Holds(Population population, int consumer)
    {
        foreach (var (attribute, value) in Values)
        {
            if (population.Reported(consumer, attribute) != value)
                return false;
        }

        return true;
    }
}
