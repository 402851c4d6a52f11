using Tracker.Core.Panel;
using Tracker.Synthetic.Consumers;

namespace Tracker.Synthetic;

/// <summary>The consumers of a panel as consumers.csv has them, by position.</summary>
public sealed class PanelConsumers
{
    /// <summary>The level of an attribute that is left blank.</summary>
    public const int Blank = -1;

    private readonly Population population;
    private readonly GeneratorOptions options;

    internal PanelConsumers(Population population, GeneratorOptions options)
    {
        (this.population, this.options) = (population, options);
        Attributes = [.. population.Attributes.Select(attribute => new AttributeColumn(attribute.Name, attribute.Levels))];
    }

    public int Count => population.Count;

    /// <summary>The columns and their values, with those that the scenario adds.</summary>
    public IReadOnlyList<AttributeColumn> Attributes { get; }

    /// <summary>Position of the consumer's value in those of the attribute, or <see cref="Blank"/>.</summary>
    public int Level(int consumer, int attribute) => population.Reported(consumer, attribute);

    /// <summary>Whether the consumer is in the panel in a month of its span; one who is may still do nothing.</summary>
    public bool IsPresent(int consumer, Month month) => population.IsPresent(consumer, month - options.First, options.Planted);
}
