using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>
/// How a metric is made of sums: a chain of them, from denominator to numerator, whose ratios are its factors. Gross spend = active consumers ×
/// buyers / consumers × visits of buyers / buyers × purchases / visits of buyers × gross / purchases.
/// </summary>
public sealed record MetricChain
{
    /// <summary>Numerator over denominator, with nothing known of what lies between.</summary>
    public static readonly MetricChain Ratio = new() { Chain = [ChainSum.Denominator, ChainSum.Numerator], Factors = [] };

    /// <summary>From the denominator to the numerator; two or more.</summary>
    public required IReadOnlyList<ChainSum> Chain { get; init; }

    /// <summary>The names of the ratios of neighbours in the chain: one fewer than it has links, or none to leave the rate whole.</summary>
    public required IReadOnlyList<string> Factors { get; init; }

    /// <summary>Whether the metric is the numerator itself, T = N·M with N the people; else it is numerator over denominator, M.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Whether refunds are subtracted, as a term of their own.</summary>
    public bool HasRefunds { get; init; }

    /// <summary>Whether the denominator is not the people themselves: its shares move with them and with what they do.</summary>
    public bool HasActivity { get; init; }

    /// <summary>What is summed over the consumers of each segment and month, in this order.</summary>
    public IReadOnlyList<ChainSum> Columns =>
        [.. Chain, .. HasRefunds ? (ChainSum[])[ChainSum.Refunds] : [], .. HasActivity ? (ChainSum[])[ChainSum.Population] : []];

    /// <summary>The chain of a metric.</summary>
    /// <param name="metric">One of the nine.</param>
    /// <param name="visits">Whether the data has visits; without them the two factors that rest on visits merge into purchases per buyer.</param>
    public static MetricChain Of(Metric metric, bool visits)
    {
        (ChainSum Sum, string Factor)[] buying = visits
            ? [(ChainSum.BuyerVisits, "visitsPerBuyer"), (ChainSum.Purchases, "buyerConversion")]
            : [(ChainSum.Purchases, "purchasesPerBuyer")];
        (ChainSum, string) penetration = (ChainSum.Buyers, "penetration");
        (ChainSum, string) ticket = (ChainSum.Gross, "grossTicket");
        return metric.Name switch
        {
            "total_spend" => From(ChainSum.Population, [penetration, .. buying, ticket]) with { IsTotal = true, HasRefunds = true },
            "purchases" => From(ChainSum.Population, [penetration, .. buying]) with { IsTotal = true },
            "visits" => From(ChainSum.Population, [(ChainSum.Visits, "visitsPerConsumer")]) with { IsTotal = true },
            "buyers" => From(ChainSum.Population, [penetration]) with { IsTotal = true },
            "average_ticket" => From(ChainSum.Purchases, [ticket]) with { HasRefunds = true, HasActivity = true },
            "spend_per_buyer" => From(ChainSum.Buyers, [.. buying, ticket]) with { HasRefunds = true, HasActivity = true },
            "spend_per_consumer" => From(ChainSum.Population, [penetration, .. buying, ticket]) with { HasRefunds = true },
            "conversion" => From(ChainSum.Visits, [(ChainSum.Purchases, "conversion")]) with { HasActivity = true },
            "penetration" => From(ChainSum.Population, [penetration]),
            _ => throw new ArgumentException($"metric {metric}: it has no chain", nameof(metric)),
        };
    }

    private static MetricChain From(ChainSum denominator, (ChainSum Sum, string Factor)[] links) =>
        new() { Chain = [denominator, .. links.Select(link => link.Sum)], Factors = [.. links.Select(link => link.Factor)] };
}

/// <summary>A weighted sum over the consumers of a segment in a month.</summary>
public enum ChainSum
{
    /// <summary>Whatever a plain table divides by.</summary>
    Denominator,

    /// <summary>Whatever a plain table divides.</summary>
    Numerator,

    /// <summary>Active consumers.</summary>
    Population,

    /// <summary>Consumers with a purchase.</summary>
    Buyers,

    /// <summary>Visits of all consumers.</summary>
    Visits,

    /// <summary>Visits of consumers with a purchase.</summary>
    BuyerVisits,

    Purchases,

    /// <summary>Money of purchases.</summary>
    Gross,

    /// <summary>Money given back, positive.</summary>
    Refunds,
}
