using Tracker.Core.Panel;
using Tracker.Synthetic.Consumers;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic.Scenarios;

/// <summary>One change as a scenario asks for it, before the panel at hand says where and how much.</summary>
public sealed record PlannedPlant
{
    /// <summary>A sector, or a segment, that the seed and the size of the panel choose.</summary>
    public const string Auto = "auto";

    /// <summary>Every sector.</summary>
    public const string AllSectors = "*";

    public required PlantKind Kind { get; init; }

    /// <summary>A name, <see cref="Auto"/> or <see cref="AllSectors"/>.</summary>
    public string Sector { get; init; } = Auto;

    /// <summary>The first month that is changed.</summary>
    public MonthPoint Month { get; init; }

    /// <summary>The last month that is changed; null for the first alone. Who is new or gone stays so to the end.</summary>
    public MonthPoint? Until { get; init; }

    /// <summary>Whom it changes, attribute and value; null lets the seed choose, without pairs everyone.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Segment { get; init; }

    /// <summary>The metric that size and sigma are of; null for the one that the kind moves.</summary>
    public Metric? Metric { get; init; }

    /// <summary>Relative change of the metric's expectation in the first month, such as -0.2; this or <see cref="Sigma"/>.</summary>
    public double? Size { get; init; }

    /// <summary>The change in standard deviations of the metric's noise at the panel's size, on the metric's own scale.</summary>
    public double? Sigma { get; init; }

    /// <summary>How the segment differs in every month, in the sectors of the plant.</summary>
    public HabitFactors? Standing { get; init; }

    /// <summary>The days of an outage.</summary>
    public DaySpan? Days { get; init; }

    /// <summary>The outage stands in calendar.csv.</summary>
    public bool Known { get; init; }

    /// <summary>The share of all consumers that are new.</summary>
    public double? Share { get; init; }

    /// <summary>What purchases are of that the plant adds; null for anything.</summary>
    public PlannedGoods? Bought { get; init; }

    /// <summary>The metric that size and sigma are of, and that the truth names.</summary>
    public Metric Moved => Metric ?? Kind switch
    {
        PlantKind.Ticket => Metric.AverageTicket,
        PlantKind.Buyers => Metric.Buyers,
        PlantKind.Demand or PlantKind.Outage => Metric.TotalSpend,
        PlantKind.Conversion => Metric.Conversion,
        _ => Metric.SpendPerBuyer,
    };

    /// <summary>Whether it changes how much consumers do; the others say who is there, and when.</summary>
    internal bool HasStrength => Kind is not (PlantKind.Outage or PlantKind.New or PlantKind.Gone);

    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    internal void Check()
    {
        if (Sector is not (Auto or AllSectors) && Seeds.Sectors.All(sector => sector.Name != Sector))
            throw new ArgumentException($"sector {Sector}: expected {Auto}, {AllSectors} or one of {string.Join(", ", Seeds.Sectors.Select(sector => sector.Name))}");
        CheckSegment();
        if (Bought is not null && !(Adds && (Size ?? Sigma) > 0))
            throw new ArgumentException($"{Name}: expected no bought, it adds no purchases");
        if (Bought is not null && Sector == AllSectors)
            throw new ArgumentException($"sector {AllSectors}: expected no bought, brands and words are of a sector");
        if (HasStrength == (Size is null && Sigma is null) || (Size is not null && Sigma is not null))
            throw new ArgumentException(HasStrength ? $"{Name}: expected either size or sigma" : $"{Name}: expected neither size nor sigma");
        if (Size is { } size && (!double.IsFinite(size) || size <= -1 || size == 0))
            throw new ArgumentException($"size {size}: expected a number above -1 and not 0");
        if (Sigma is { } sigma && (!double.IsFinite(sigma) || sigma == 0))
            throw new ArgumentException($"sigma {sigma}: expected a number other than 0");
        if (Kind == PlantKind.Outage != Days is not null)
            throw new ArgumentException(Kind == PlantKind.Outage ? "outage: expected days, such as 10-13" : $"{Name}: expected no days");
        if (Kind == PlantKind.New != Share is not null)
            throw new ArgumentException(Kind == PlantKind.New ? "new: expected share, above 0 and below 1" : $"{Name}: expected no share");
        if (Share is { } share && share is not (> 0 and < 1))
            throw new ArgumentException($"share {share}: expected a number above 0 and below 1");
        if (Kind is PlantKind.New or PlantKind.Gone && (Sector != AllSectors || Until is not null))
            throw new ArgumentException($"{Name}: expected sector {AllSectors} and no until: consumers are in the panel or not, and stay so to the end");
    }

    /// <summary>Kinds that can add purchases.</summary>
    private bool Adds => Kind is PlantKind.Rate or PlantKind.Buyers or PlantKind.Demand or PlantKind.Conversion;

    private string Name => Kind.ToString().ToLowerInvariant();

    private void CheckSegment()
    {
        if (Kind is PlantKind.New or PlantKind.Gone && Segment is not { Count: >= 1 })
            throw new ArgumentException($"{Name}: expected a segment with an attribute and its value");
        if (Kind == PlantKind.Outage && Segment is not { Count: 0 })
            throw new ArgumentException("outage: expected segment {}, because days are without events for everyone");
        if (Sector == AllSectors && Segment is null)
            throw new ArgumentException($"sector {AllSectors}: expected a segment or {{}} for everyone");
        if (Kind == PlantKind.New && Segment is not { Count: 1 })
            throw new ArgumentException("new: expected a segment of one attribute");
        if (Kind == PlantKind.Mix && Segment is { Count: 0 })
            throw new ArgumentException("mix: expected a segment of some consumers");
        foreach (var (name, value) in Segment ?? [])
        {
            var attribute = PanelAttribute.All.FirstOrDefault(attribute => attribute.Name == name)
                ?? throw new ArgumentException($"attribute {name}: expected one of {string.Join(", ", PanelAttribute.All.Select(attribute => attribute.Name))}");
            if (Kind == PlantKind.New && (attribute.Levels.Contains(value) || value.Length == 0))
                throw new ArgumentException($"{name} {value}: expected a value that is new");
            if (Kind != PlantKind.New && !attribute.Levels.Contains(value))
                throw new ArgumentException($"{name} {value}: expected one of {string.Join(", ", attribute.Levels)}");
        }
    }
}
