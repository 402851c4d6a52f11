using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Drivers;

/// <summary>Seeded consumers with four attributes; "level" sets how much anyone spends, what drives the change is said by the test.</summary>
internal static class Panels
{
    /// <summary>Changes of spend between two months drawn alike, but that consumers of one region change by an effect more.</summary>
    public static AttributedChanges Draw(int seed, int consumers, double effect)
    {
        var random = new Random(seed);
        var (region, level, other, zone) = (Text(random, consumers, 4), Text(random, consumers, 5), Text(random, consumers, 3), Text(random, consumers, 20));
        double[] before = [.. level.Select(value => Spend(random, value))];
        double[] after = [.. level.Zip(region, (value, where) => Spend(random, value) + (where == "v0" ? effect : 0))];
        return new()
        {
            Change = [.. after.Zip(before, (late, early) => late - early)],
            Before = before,
            After = after,
            Attributes = [AttributeColumn.Of("region", region), AttributeColumn.Of("level", level), AttributeColumn.Of("other", other), AttributeColumn.Of("zone", zone)],
        };
    }

    /// <summary>Few refits, for tests that need no chance at 1/201.</summary>
    public static DriverOptions Quick { get; } = new() { NullRefits = 39, Resamples = 8, TestRows = 2_000 };

    public static RankedDrivers Rank(AttributedChanges changes, DriverOptions? options = null) =>
        DriverRanking.Of(changes, options ?? Quick, null, TestContext.Current.CancellationToken);

    private static string[] Text(Random random, int consumers, int values) =>
        [.. Enumerable.Range(0, consumers).Select(_ => $"v{random.Next(values)}")];

    private static double Spend(Random random, string level) => 10 * (1 + level[1] - '0') * Math.Exp(0.5 * random.Normal());
}
