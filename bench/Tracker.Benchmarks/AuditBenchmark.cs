using System.Diagnostics;
using System.Globalization;
using Tracker.Core.Decomposition;

namespace Tracker.Benchmarks;

/// <summary>How long the audit of a request takes beside stored results, and how much it merges: a panel of skewed attributes, every request by some of them.</summary>
internal static class AuditBenchmark
{
    private const int Consumers = 100_000;
    private const double Active = 0.9;

    /// <summary>Values of each attribute; their shares fall as 1/rank.</summary>
    private static readonly int[] Values = [2, 4, 6, 5, 12, 20, 60];

    /// <summary>Requests in the order in which they come, as numbers of attributes.</summary>
    private static readonly (string Name, int[][] Requests)[] Cases =
    [
        ("two of three small attributes", [[0, 1, 2], [0, 2, 3]]),
        ("a large one beside a small one", [[0, 1, 2], [3, 4]]),
        ("three large attributes beside three small", [[0, 1, 2], [2, 4, 5]]),
        ("three larger ones beside it", [[0, 1, 2], [2, 4, 5], [3, 4, 6]]),
        ("five attributes after four results", [[0, 1, 2], [2, 4, 5], [3, 4], [1, 6], [0, 1, 2, 3, 4]]),
        ("the twelfth of a dozen", [[0, 1, 2], [0, 1, 3], [0, 2, 3], [1, 2, 3], [0, 4], [1, 4], [2, 4], [3, 4], [0, 5], [1, 5], [2, 5], [0, 1, 4]]),
    ];

    public static int Run(string? only, TextWriter output, TextWriter notes)
    {
        var random = new Random(5);
        var people = Enumerable.Range(0, Consumers).Select(_ => Values.Select(count => Skewed(random, count)).ToArray()).ToArray();
        var present = people.Select(_ => (Before: random.NextDouble() < Active, After: random.NextDouble() < Active)).ToArray();
        output.WriteLine($"{Consumers:N0} consumers, attributes of {string.Join(", ", Values)} values");
        output.WriteLine("| request | segments | base cells | beside rows | shown | seconds | CPU seconds |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, requests) in Cases.Where(one => only is null || one.Name.Contains(only, StringComparison.Ordinal)))
        {
            notes.WriteLine(name);
            output.WriteLine(Measure(name, requests, people, present));
        }

        return 0;
    }

    private static string Measure(string name, int[][] requests, int[][] people, (bool Before, bool After)[] present)
    {
        var all = requests.SelectMany(one => one).Distinct().Order().ToArray();
        var (cellOf, cells) = (Number(people, all), new CellSizes[people.Select(one => Key(one, all)).Distinct().Count()]);
        var first = new int[cells.Length];
        for (var i = 0; i < people.Length; i++)
        {
            cells[cellOf[i]] += new CellSizes(present[i].Before ? new(1, 1) : default, present[i].After ? new(1, 1) : default);
            first[cellOf[i]] = i;
        }

        var published = new List<PublishedTable>();
        var line = "";
        foreach (var request in requests)
        {
            var number = Number([.. first.Select(i => people[i])], request);
            SegmentKey[] keys = [.. Enumerable.Range(0, number.Max() + 1).Select(i => new SegmentKey($"{i:00000}"))];
            var rows = published.Sum(one => one.Merged.Count(merged => !merged) + 1);
            var (clock, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var safe = SafeRequest.Of([[.. cells.Select(cell => cell.Before)]], [.. cells.Select(cell => cell.After)], keys, number, published, summed: Summed(cells, keys.Length, number));
            if (safe is not null)
                safe = safe with { Merged = [.. safe.Merged.Zip(Summed(cells, keys.Length, number), (merged, summed) => merged || summed)] };
            line = string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {keys.Length} | {cells.Length} | {rows} | {safe?.Merged.Count(merged => !merged) ?? 0} | {clock.Elapsed.TotalSeconds:0.00} | {(Environment.CpuUsage.TotalTime - busy).TotalSeconds:0.00} |");
            if (safe is not null)
                published.Add(safe);
        }

        return line;
    }

    /// <summary>All but the largest segments that are shown.</summary>
    private static bool[] Summed(CellSizes[] cells, int segments, int[] number)
    {
        var sizes = new int[segments];
        for (var cell = 0; cell < cells.Length; cell++)
            sizes[number[cell]] += cells[cell].Consumers;
        if (segments <= ChangeSplit.MostShown)
            return new bool[segments];
        var shown = Enumerable.Range(0, segments).OrderByDescending(segment => sizes[segment]).Take(ChangeSplit.MostShown - 1).ToHashSet();
        return [.. Enumerable.Range(0, segments).Select(segment => !shown.Contains(segment))];
    }

    private static int[] Number(int[][] people, int[] attributes)
    {
        var numbers = new Dictionary<long, int>();
        return [.. people.Select(one => Key(one, attributes)).Select(key => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count)];
    }

    private static long Key(int[] values, int[] attributes) => attributes.Aggregate(0L, (key, attribute) => 100 * key + values[attribute]);

    private static int Skewed(Random random, int count)
    {
        var at = random.NextDouble() * Enumerable.Range(1, count).Sum(rank => 1.0 / rank);
        var value = 0;
        while (value < count - 1 && (at -= 1.0 / (value + 1)) > 0)
            value++;
        return value;
    }
}
