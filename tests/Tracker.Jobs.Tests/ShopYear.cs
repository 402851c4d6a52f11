using Tracker.Core.Panel;

namespace Tracker.Jobs.Tests;

/// <summary>A seeded panel of one sector with five attributes, skewed so that many segments are small, and what is true of every consumer in every month.</summary>
internal sealed class ShopYear
{
    public const int Months = 20;

    public static readonly Month Last = new(2025, 10);
    public static readonly string[] Attributes = ["age", "band", "colour", "home", "region"];

    private readonly ShopPanel shop = new();

    public ShopYear(int seed)
    {
        var random = new Random(seed);
        var values = Attributes.Select(_ => 2 + random.Next(3)).ToArray();
        var consumers = 400 + random.Next(1400);
        Values = [.. Enumerable.Range(0, consumers).Select(_ => values.Select(count => $"v{Skewed(random, count)}").ToArray())];
        for (var i = 0; i < consumers; i++)
        {
            // Two attributes say nearly the same as two others: a request by one less a request by the other tells of few.
            Values[i][1] = random.Next(consumers) < 12 ? Values[i][1] : Values[i][0];
            Values[i][3] = random.Next(consumers) < 12 ? Values[i][3] : Values[i][4] == "v0" ? "v0" : "v1";
        }

        shop.File("consumers.csv", ["consumer_id," + string.Join(',', Attributes), .. Values.Select((own, i) => $"c{i}," + string.Join(',', own))]);
        Truth = [.. Enumerable.Range(0, Months).Select(_ => new ConsumerTruth[consumers])];
        for (var i = 0; i < consumers; i++)
        {
            var (from, to, taste) = (random.Next(Months), Months - random.Next(Months / 2), Math.Exp(random.NextDouble()));
            var seen = -3;
            for (var at = 0; at < Months; at++)
            {
                var truth = default(ConsumerTruth);
                if (at >= from && at < to && random.NextDouble() < 0.6)
                {
                    for (var buys = random.Next(3); buys > 0; buys--)
                        truth = Buy(i, at, Math.Round((decimal)(taste * (5 + 20 * random.NextDouble())), 2), truth);
                    for (var looks = random.Next(2); looks > 0; looks--)
                        truth = Look(i, at, truth);
                }

                seen = truth.Visits > 0 ? at : seen;
                Truth[at][i] = truth with { Active = at - seen <= 2 };
            }
        }

        Truth[^1][0] = Look(0, Months - 1, Truth[^1][0], Last.Days) with { Active = true };
    }

    /// <summary>By consumer, then by attribute.</summary>
    public string[][] Values { get; }

    /// <summary>By month, then by consumer.</summary>
    public ConsumerTruth[][] Truth { get; }

    public Task LoadAsync(Storage.TrackerDatabase database) => shop.LoadAsync(database);

    private ConsumerTruth Buy(int consumer, int at, decimal amount, ConsumerTruth truth)
    {
        shop.Purchase($"c{consumer}", Last - (Months - 1) + at, amount);
        return truth with { Visits = truth.Visits + 1, Purchases = truth.Purchases + 1, Gross = truth.Gross + (double)amount };
    }

    private ConsumerTruth Look(int consumer, int at, ConsumerTruth truth, int? day = null)
    {
        if (day is null)
            shop.Visit($"c{consumer}", Last - (Months - 1) + at);
        else
            shop.End($"c{consumer}", Last - (Months - 1) + at);
        return truth with { Visits = truth.Visits + 1 };
    }

    private static int Skewed(Random random, int count) => (int)(count * Math.Pow(random.NextDouble(), 2.5));
}

/// <summary>What a consumer is and does in a month.</summary>
internal readonly record struct ConsumerTruth(bool Active, int Visits, int Purchases, double Gross)
{
    public double Of(string sum) => sum switch
    {
        "people" => Active ? 1 : 0,
        "buyers" => Purchases > 0 ? 1 : 0,
        "visits" => Visits,
        "purchases" => Purchases,
        _ => Gross,
    };
}
