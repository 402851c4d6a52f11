using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>Consumers who share the values of some attributes, as the files report them. Without attributes: everyone.</summary>
/// <param name="Values">Positions in <see cref="PanelAttribute.All"/>, and in the levels of each.</param>
internal sealed record Segment(params (int Attribute, int Level)[] Values)
{
    /// <summary>Names of the attributes and their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Named(Population population) =>
        [.. Values.Select(value => KeyValuePair.Create(population.Attributes[value.Attribute].Name, population.Attributes[value.Attribute].Levels[value.Level]))];

    /// <summary>The same in one line.</summary>
    public string Text(Population population) => string.Join(", ", Named(population).Select(value => $"{value.Key}={value.Value}"));

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
