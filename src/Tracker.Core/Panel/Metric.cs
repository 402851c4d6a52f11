namespace Tracker.Core.Panel;

/// <summary>What is tracked: a measure or a ratio of two, with the scale on which it is forecast.</summary>
public sealed class Metric
{
    public static readonly Metric TotalSpend = new("total_spend", Measure.Spend, null, Scale.Log);
    public static readonly Metric Purchases = new("purchases", Measure.Purchases, null, Scale.Log);
    public static readonly Metric Visits = new("visits", Measure.Visits, null, Scale.Log);
    public static readonly Metric Buyers = new("buyers", Measure.Buyers, null, Scale.Log);
    public static readonly Metric AverageTicket = new("average_ticket", Measure.Spend, Measure.Purchases, Scale.Log);
    public static readonly Metric SpendPerBuyer = new("spend_per_buyer", Measure.Spend, Measure.Buyers, Scale.Log);
    public static readonly Metric SpendPerConsumer = new("spend_per_consumer", Measure.Spend, Measure.ActiveConsumers, Scale.Log);
    public static readonly Metric Conversion = new("conversion", Measure.Purchases, Measure.Visits, Scale.Logit);
    public static readonly Metric Penetration = new("penetration", Measure.Buyers, Measure.ActiveConsumers, Scale.Logit);

    /// <summary>The nine metrics in the order in which they are listed everywhere.</summary>
    public static readonly IReadOnlyList<Metric> All =
        [TotalSpend, Purchases, Visits, Buyers, AverageTicket, SpendPerBuyer, SpendPerConsumer, Conversion, Penetration];

    private Metric(string name, Measure numerator, Measure? denominator, Scale scale) =>
        (Name, Numerator, Denominator, Scale) = (name, numerator, denominator, scale);

    /// <summary>The name in files, the API and on screens, such as "total_spend".</summary>
    public string Name { get; }

    /// <summary>The name in sentences, such as "total spend".</summary>
    public string Words => Name.Replace('_', ' ');

    public Measure Numerator { get; }

    /// <summary>Null for a metric that is itself a measure.</summary>
    public Measure? Denominator { get; }

    public Scale Scale { get; }

    /// <exception cref="FormatException">No metric has this name.</exception>
    public static Metric Parse(string name) =>
        All.FirstOrDefault(metric => metric.Name == name)
        ?? throw new FormatException($"metric {name}: expected one of {string.Join(", ", All.Select(metric => metric.Name))}");

    public override string ToString() => Name;
}
