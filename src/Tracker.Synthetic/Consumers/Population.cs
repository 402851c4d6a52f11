using Tracker.Synthetic.Chance;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Consumers;

/// <summary>
/// All consumers of a panel with their attributes and the months in which they are in it: by the scenario, and in the twin of the panel in which
/// nothing is planted.
/// </summary>
internal sealed class Population
{
    /// <summary>The reported level of an attribute that is left blank.</summary>
    public const int Unknown = -1;

    private readonly byte[] levels; // consumer × attribute: what the consumer is
    private readonly bool[] unknown; // consumer × attribute: left blank in the files
    private readonly int[] joined;
    private readonly int[] left;
    private readonly int[] leftInTwin; // before the month of joining for those who are never in it

    private Population(int count, IReadOnlyList<PanelAttribute> attributes)
    {
        (Count, Attributes) = (count, attributes);
        levels = new byte[count * attributes.Count];
        unknown = new bool[count * attributes.Count];
        (joined, left, leftInTwin) = (new int[count], new int[count], new int[count]);
    }

    public int Count { get; }

    /// <summary>With the values that a scenario adds.</summary>
    public IReadOnlyList<PanelAttribute> Attributes { get; }

    public static Population Draw(GeneratorOptions options)
    {
        var scenario = options.Scenario;
        var population = new Population(options.Consumers, WithNewValues(scenario));
        for (var consumer = 0; consumer < population.Count; consumer++)
        {
            var random = new RandomStream(options.Seed, Purpose.Consumer, 0, consumer);
            var from = consumer * PanelAttribute.All.Count;
            AttributeDraw.Draw(population.levels.AsSpan(from, PanelAttribute.All.Count), ref random);
            for (var a = 0; a < PanelAttribute.All.Count; a++)
                population.unknown[from + a] = random.Uniform() < PanelAttribute.All[a].Unknown;
            (population.joined[consumer], population.left[consumer]) = Tenure.Draw(options.Months, ref random);
        }

        if (scenario.Recruitment is { } recruitment)
            population.Recruit(recruitment, options);
        population.left.CopyTo(population.leftInTwin, 0);
        for (var p = 0; p < scenario.Plants.Count; p++)
        {
            var plant = scenario.Plants[p];
            if (plant.Kind == PlantKind.New)
                population.Add(plant, p, options);
            else if (plant.Kind == PlantKind.Gone)
                population.Remove(plant, options);
        }

        return population;
    }

    /// <summary>What the consumer is, known or not: effects act through it.</summary>
    public int Level(int consumer, int attribute) => levels[consumer * PanelAttribute.All.Count + attribute];

    /// <summary>The level that the files report, or <see cref="Unknown"/>. Segments are made of these.</summary>
    public int Reported(int consumer, int attribute) =>
        unknown[consumer * PanelAttribute.All.Count + attribute] ? Unknown : Level(consumer, attribute);

    /// <param name="consumer">Position of the consumer.</param>
    /// <param name="month">Position in the span.</param>
    /// <param name="planted">False for the twin of the panel.</param>
    public bool IsPresent(int consumer, int month, bool planted = true) =>
        joined[consumer] <= month && month <= (planted ? left : leftInTwin)[consumer];

    /// <summary>Positions of a segment's attributes and levels.</summary>
    public Segment Segment(IReadOnlyList<KeyValuePair<string, string>> values) => new([.. values.Select(value =>
    {
        var attribute = Enumerable.Range(0, Attributes.Count).First(a => Attributes[a].Name == value.Key);
        return (attribute, Attributes[attribute].Levels.ToList().IndexOf(value.Value));
    })]);

    private static IReadOnlyList<PanelAttribute> WithNewValues(Scenario scenario)
    {
        var added = scenario.Plants.Where(plant => plant.Kind == PlantKind.New).Select(plant => plant.Segment![0]).Distinct().ToArray();
        return added.Length == 0
            ? PanelAttribute.All
            : [.. PanelAttribute.All.Select(attribute => attribute with
            {
                Levels = [.. attribute.Levels, .. added.Where(value => value.Key == attribute.Name).Select(value => value.Value)],
            })];
    }

    private void Recruit(Recruitment recruitment, GeneratorOptions options)
    {
        var months = recruitment.Months.Select(month => month.In(options.First, options.End)).ToArray();
        for (var consumer = 0; consumer < Count; consumer++)
        {
            var random = new RandomStream(options.Seed, Purpose.Arrival, 0, consumer);
            if (random.Uniform() < recruitment.Share)
                Join(consumer, months[random.Below(months.Length)]);
        }
    }

    /// <summary>New consumers have the plant's value; the twin never sees them.</summary>
    private void Add(PlannedPlant plant, int position, GeneratorOptions options)
    {
        var month = plant.Month.In(options.First, options.End);
        var (attribute, level) = Segment(plant.Segment!).Values[0];
        for (var consumer = 0; consumer < Count; consumer++)
        {
            var random = new RandomStream(options.Seed, Purpose.Arrival, position + 1, consumer);
            if (random.Uniform() >= plant.Share)
                continue;
            levels[consumer * PanelAttribute.All.Count + attribute] = (byte)level;
            unknown[consumer * PanelAttribute.All.Count + attribute] = false;
            Join(consumer, month);
            leftInTwin[consumer] = month - 1;
        }
    }

    private void Remove(PlannedPlant plant, GeneratorOptions options)
    {
        var (month, segment) = (plant.Month.In(options.First, options.End), Segment(plant.Segment!));
        for (var consumer = 0; consumer < Count; consumer++)
        {
            if (segment.Holds(this, consumer))
                left[consumer] = Math.Min(left[consumer], month - 1);
        }
    }

    private void Join(int consumer, int month) => (joined[consumer], left[consumer]) = (month, month + left[consumer] - joined[consumer]);
}
