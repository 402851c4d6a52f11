using Tracker.Core.Panel;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic;

/// <summary>What panel to draw. Equal options give equal bytes, except <see cref="Threads"/> and <see cref="Overwrite"/>, which change none.</summary>
public sealed record GeneratorOptions
{
    public const int LeastConsumers = 100;
    public const int MostConsumers = 9_999_999;
    public const int MostMonths = 600;
    public const double MostEventsPerMonth = 1000;

    private readonly int consumers = 5000;
    private readonly int months = 60;
    private readonly double eventsPerMonth = 7;
    private readonly int threads = Environment.ProcessorCount;

    /// <summary>
    /// People who are in the panel at any time of the span: the rows of consumers.csv. With the usual entry and exit about 60% of them are in it
    /// in a month of five years.
    /// </summary>
    public int Consumers
    {
        get => consumers;
        init => consumers = Within(value, LeastConsumers, MostConsumers, "consumers");
    }

    public int Months
    {
        get => months;
        init => months = Within(value, 1, MostMonths, "months");
    }

    /// <summary>The last month, in which the default scenario plants.</summary>
    public Month End { get; init; } = new(2025, 10);

    public ulong Seed { get; init; } = 1;

    /// <summary>What happens in the panel beside chance.</summary>
    public Scenario Scenario { get; init; } = Scenario.Default;

    /// <summary>
    /// False draws the twin: the same consumers with the same habits, the same chance and the scenario's recruits, without what it plants.
    /// </summary>
    public bool Planted { get; init; } = true;

    /// <summary>Mean events of a row of consumers.csv in a month of the span: consumers × months × this are the events of the panel.</summary>
    public double EventsPerMonth
    {
        get => eventsPerMonth;
        init => eventsPerMonth = value is > 0 and <= MostEventsPerMonth
            ? value
            : throw new ArgumentException($"events per month {value}: expected a number above 0, at most {MostEventsPerMonth}");
    }

    /// <summary>Writes events as .csv.gz.</summary>
    public bool Gzip { get; init; }

    /// <summary>Months drawn at the same time; changes no byte.</summary>
    public int Threads
    {
        get => threads;
        init => threads = Within(value, 1, 1024, "threads");
    }

    /// <summary>Lets a panel be written over an earlier one. Files that a panel does not consist of are never touched.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The first month.</summary>
    public Month First => End - (Months - 1);

    private static int Within(int value, int least, int most, string what) =>
        value >= least && value <= most ? value : throw new ArgumentException($"{what} {value}: expected {least} to {most}");
}
