using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Consumers;

/// <summary>All consumers of a panel with their attributes and the months in which they are in it.</summary>
internal sealed class Population
{
    /// <summary>The reported level of an attribute that is left blank.</summary>
    public const int Unknown = -1;

    private readonly byte[] levels; // consumer × attribute: what the consumer is
    private readonly bool[] unknown; // consumer × attribute: left blank in the files
    private readonly int[] joined;
    private readonly int[] left;

    private Population(int count) =>
        (Count, levels, unknown, joined, left) =
        (count, new byte[count * PanelAttribute.All.Count], new bool[count * PanelAttribute.All.Count], new int[count], new int[count]);

    public int Count { get; }

    public static Population Draw(int count, int months, ulong seed)
    {
        var population = new Population(count);
        for (var consumer = 0; consumer < count; consumer++)
        {
            var random = new RandomStream(seed, Purpose.Consumer, 0, consumer);
            var from = consumer * PanelAttribute.All.Count;
            AttributeDraw.Draw(population.levels.AsSpan(from, PanelAttribute.All.Count), ref random);
            for (var a = 0; a < PanelAttribute.All.Count; a++)
                population.unknown[from + a] = random.Uniform() < PanelAttribute.All[a].Unknown;
            (population.joined[consumer], population.left[consumer]) = Tenure.Draw(months, ref random);
        }

        return population;
    }

    /// <summary>What the consumer is, known or not: effects act through it.</summary>
    public int Level(int consumer, int attribute) => levels[consumer * PanelAttribute.All.Count + attribute];

    /// <summary>The level that the files report, or <see cref="Unknown"/>. Segments are made of these.</summary>
    public int Reported(int consumer, int attribute) =>
        unknown[consumer * PanelAttribute.All.Count + attribute] ? Unknown : Level(consumer, attribute);

    public bool IsPresent(int consumer, int month) => joined[consumer] <= month && month <= left[consumer];
}
