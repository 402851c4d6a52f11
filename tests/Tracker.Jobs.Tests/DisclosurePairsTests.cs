using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

/// <summary>Random pairs of overlapping requests about one mover, through the database, and an attacker on what they publish.</summary>
public class DisclosurePairsTests(TestCluster cluster)
{
    private static readonly string[] References = ["1", "2", "3", "12", "expected"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task OfSomePairsOfRequests_NoneGivesASmallSegmentAway() => PairsAsync(panels: 1, pairs: 16, leastUnsafe: 2);

    [Fact(Explicit = true), Trait("soak", "decomposition-pairs")]
    public Task OfAThousandPairsOfRequests_NoneGivesASmallSegmentAway() => PairsAsync(panels: 40, pairs: 25, leastUnsafe: 200);

    private async Task PairsAsync(int panels, int pairs, int leastUnsafe)
    {
        var count = new Counts();
        for (var panel = 0; panel < panels; panel++)
        {
            await using var test = await cluster.CreateDatabaseAsync();
            await using var database = await test.OpenAsync();
            var shop = new ShopYear(100 + panel);
            await shop.LoadAsync(database);
            await ComputeMonth.RunAsync(database, null, ScoringOptions.Default, null, Cancel);
            var random = new Random(panel);
            for (var pair = 0; pair < pairs; pair++)
                await PairAsync(database, shop, random, count, $"panel {panel}, pair {pair}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(count.ToString());
        Assert.True(count.Unsafe >= leastUnsafe, $"the proof could not fail: {count}");
        Assert.True(count.Both >= panels * pairs / 4, $"the audit does more than it should: {count}");
    }

    private static async Task PairAsync(TrackerDatabase database, ShopYear shop, Random random, Counts count, string name)
    {
        var (one, other) = (Request(random, null), Request(random, null));
        other = other with { Metric = one.Metric, Reference = random.Next(2) == 0 ? one.Reference : other.Reference };
        var alone = await AskAsync(database, other, anew: true);
        var first = await AskAsync(database, one, anew: true);
        var second = await AskAsync(database, other, anew: false);

        count.Pairs++;
        count.Both += first is not null && second is not null ? 1 : 0;
        count.Refused += alone is not null && second is null ? 1 : 0;
        count.Merged += alone is not null && second is not null && second.Merged > alone.Merged ? 1 : 0;
        count.Unsafe += Attack(shop, first, alone).Any() ? 1 : 0; // with the audit of one beside the other switched off
        Assert.Equal([], Attack(shop, first, second).Select(found => $"{name}, {one.Metric} by {string.Join(',', one.Attributes!)} and {string.Join(',', other.Attributes!)}: {found}"));
    }

    private static DecomposeRequest Request(Random random, string? reference)
    {
        var attributes = ShopYear.Attributes.ToArray();
        random.Shuffle(attributes);
        return new(ShopPanel.Sector, Metric.All[random.Next(Metric.All.Count)])
        {
            Month = ShopYear.Last,
            Reference = reference ?? References[random.Next(References.Length)],
            Attributes = attributes[..(1 + random.Next(attributes.Length))],
        };
    }

    private static IEnumerable<string> Attack(ShopYear shop, params PublishedDecomposition?[] results)
    {
        var known = results.OfType<PublishedDecomposition>().ToArray();
        string[] attributes = [.. known.SelectMany(one => one.Decomposition.Attributes).Distinct()];
        var months = known.Select(one => one.Reference).Where(reference => reference != PublishedDecomposition.Expected).Select(Month.Parse).Append(ShopYear.Last).Distinct();
        if (known.Length == 0)
            yield break;
        foreach (var month in months)
        {
            var attacker = new Attacker(shop, ShopYear.Months - 1 - (ShopYear.Last - month), known[0].Metric);
            foreach (var result in known.Where(one => month == ShopYear.Last || one.Reference == $"{month}"))
                attacker.Learn(result, after: month == ShopYear.Last);
            foreach (var found in attacker.Recovered(attributes))
                yield return $"{month} {found}";
        }
    }

    /// <summary>Null where it is refused.</summary>
    private static async Task<PublishedDecomposition?> AskAsync(TrackerDatabase database, DecomposeRequest request, bool anew)
    {
        if (anew)
        {
            await using var command = database.Source.CreateCommand("DELETE FROM tracker.decompositions");
            await command.ExecuteNonQueryAsync(Cancel);
        }

        try
        {
            return await Decompose.RunAsync(database, request, null, Cancel);
        }
        catch (NothingToComputeException)
        {
            return null;
        }
    }

    private sealed class Counts
    {
        public int Pairs { get; set; }

        public int Both { get; set; }

        public int Refused { get; set; }

        public int Merged { get; set; }

        public int Unsafe { get; set; }

        public override string ToString() =>
            $"{Pairs} pairs: both shown {Both}, the second merged further {Merged}, refused beside the first {Refused}; without the audit {Unsafe} give a small segment away";
    }
}
