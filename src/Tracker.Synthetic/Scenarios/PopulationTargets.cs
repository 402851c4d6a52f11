using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic.Scenarios;

/// <summary>The population that the panel stands for, where it is made up otherwise than the panel: what population.csv says.</summary>
public sealed record PopulationTargets
{
    /// <param name="attributes">Columns of the table.</param>
    /// <param name="people">People in the first month.</param>
    /// <param name="growth">Relative growth a month.</param>
    /// <param name="tilt">How many times more people have a value than the panel's make-up says.</param>
    /// <exception cref="ArgumentException">An attribute or value that no consumer has, or a number outside its range.</exception>
    public PopulationTargets(
        IReadOnlyList<string> attributes, long people, double growth, IReadOnlyList<(string Attribute, string Value, double Factor)> tilt)
    {
        if (attributes.Count == 0 || attributes.Distinct().Count() != attributes.Count)
            throw new ArgumentException($"attributes {string.Join(", ", attributes)}: expected one or more, each once");
        foreach (var name in attributes)
            _ = Levels(name);
        if (people is < 1000 or > 10_000_000_000)
            throw new ArgumentException($"people {people}: expected 1000 to 10000000000");
        if (growth is not (> -0.1 and < 0.1))
            throw new ArgumentException($"growth {growth}: expected a number above -0.1 and below 0.1");
        foreach (var (attribute, value, factor) in tilt)
        {
            if (!attributes.Contains(attribute))
                throw new ArgumentException($"tilt of {attribute}: expected one of the attributes {string.Join(", ", attributes)}");
            if (!Levels(attribute).Contains(value))
                throw new ArgumentException($"{attribute} {value}: expected one of {string.Join(", ", Levels(attribute))}");
            if (factor is not (> 0 and <= 100))
                throw new ArgumentException($"tilt {factor}: expected a factor above 0, at most 100");
        }

        (Attributes, People, Growth, Tilt) = (attributes, people, growth, tilt);
    }

    public IReadOnlyList<string> Attributes { get; }

    public long People { get; }

    public double Growth { get; }

    public IReadOnlyList<(string Attribute, string Value, double Factor)> Tilt { get; }

    private static IReadOnlyList<string> Levels(string name) =>
        (PanelAttribute.All.FirstOrDefault(attribute => attribute.Name == name)
            ?? throw new ArgumentException($"attribute {name}: expected one of {string.Join(", ", PanelAttribute.All.Select(attribute => attribute.Name))}"))
        .Levels;
}
