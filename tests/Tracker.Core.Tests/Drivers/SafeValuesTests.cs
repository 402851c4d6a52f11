using Tracker.Core.Decomposition;
using Tracker.Core.Drivers;
using Tracker.Core.Panel;

namespace Tracker.Core.Tests.Drivers;

/// <summary>No value that is shown tells of fewer than 11, beside values of another attribute.</summary>
public class SafeValuesTests
{
    [Fact]
    public void A_region_less_its_stores_that_are_shown_leaves_no_few()
    {
        var shown = Shown(null, Repeat(("South", "S1", 195), ("South", "S2", 5), ("North", "N1", 60), ("North", "N2", 37), ("North", "N3", 3)));
        Assert.Equal(["North", "South"], shown[0]);
        Assert.Equal(["N1", "other (4 values)"], shown[1]); // S1 as well, for South less S1 are five
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Ten_left_are_few_and_eleven_are_not(int rest, bool shown)
    {
        var values = Shown(null, Repeat(("South", "S1", 195), ("South", "S2", rest), ("North", "S2", 40), ("North", "N1", 100)));
        Assert.Equal(shown, values[1].Contains("S1"));
    }

    [Fact]
    public void One_who_is_more_than_half_of_what_is_left_is_few()
    {
        var consumers = Repeat(("South", "S1", 100), ("South", "S2", 20), ("North", "S2", 40), ("North", "N1", 100));
        Assert.Contains("S1", Shown(Spending(19), consumers)[1]);
        Assert.DoesNotContain("S1", Shown(Spending(20), consumers)[1]);

        CellSizes[] Spending(double most) => [.. consumers.Select((_, i) => Size(i == 100 ? most : 1))];

        static CellSizes Size(double spend) => new(new(1, 1, spend, spend), new(1, 1, spend, spend));
    }

    [Fact]
    public void Without_a_least_nothing_is_hidden() =>
        Assert.Equal(["S1", "S2", "S3"], Shown(null, Repeat(("South", "S1", 195), ("South", "S2", 5), ("North", "S3", 1)), least: 0)[1]);

    [Fact]
    public void What_is_other_counts_the_values_of_the_bin_of_rare_ones()
    {
        string[] places = [.. Enumerable.Range(0, 60_000).Select(i => i < 35_000 ? $"city {i % 5_000}" : $"town {i % 100}")];
        var candidate = AttributePreparation.Of(AttributeColumn.Of("place", places)).Candidate!;
        Assert.Equal("other (4846 values)", candidate.Labels[^1]);
        var groups = SafeValues.Of([candidate], null, 11)[0];
        Assert.Equal(["other (5000 values)"], Enumerable.Range(0, groups.Count).Select(groups.LabelOf).Where(label => label.StartsWith("other", StringComparison.Ordinal)));
    }

    [Fact]
    public void In_random_panels_every_group_is_of_enough_whatever_groups_of_another_attribute_are_taken_off()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var groups = Groups(null, [.. Enumerable.Range(0, 400).Select(_ =>
            {
                var (country, spread) = (random.Next(3), random.Next(40) == 0);
                var region = 4 * country + (int)(4 * random.NextDouble() * random.NextDouble());
                return new[] { $"{country}", $"{region}", $"{(spread ? random.Next(60) : 5 * region + (int)(5 * random.NextDouble() * random.NextDouble()))}" };
            })]);
            foreach (var of in groups)
            {
                foreach (var less in groups.Where(less => less != of))
                {
                    var rows = of.Attribute.Column.Bins.Zip(less.Attribute.Column.Bins, (one, other) => (Of: of.Groups[one], Less: less.Groups[other])).ToArray();
                    var crossing = rows.Distinct().CountBy(row => row.Less).Where(group => group.Value > 1).Select(group => group.Key).ToHashSet();
                    Assert.All(rows.Where(row => crossing.Contains(row.Less)).CountBy(row => row.Of), left => Assert.True(left.Value >= 11, $"seed {seed}: {left.Value} are left of {of.Attribute.Name} {of.LabelOf(left.Key)} less {less.Attribute.Name}"));
                }
            }
        }
    }

    private static string[][] Repeat(params (string Region, string Store, int Consumers)[] places) =>
        [.. places.SelectMany(place => Enumerable.Repeat((string[])[place.Region, place.Store], place.Consumers))];

    private static string[][] Shown(CellSizes[]? sizes, string[][] consumers, int least = 11) =>
        [.. Groups(sizes, consumers, least).Select(groups => Enumerable.Range(0, groups.Count).Select(groups.LabelOf).Where(label => label != "unknown").ToArray())];

    private static ValueGroups[] Groups(CellSizes[]? sizes, string[][] consumers, int least = 11) => SafeValues.Of(
        [.. Enumerable.Range(0, consumers[0].Length).Select(i => AttributePreparation.Of(AttributeColumn.Of($"a{i}", [.. consumers.Select(values => "v" + values[i])])).Candidate!).Select(Bare)],
        sizes,
        least);

    private static Candidate Bare(Candidate candidate) => candidate with { Labels = [.. candidate.Labels.Select(label => label.StartsWith('v') ? label[1..] : label)] };
}
