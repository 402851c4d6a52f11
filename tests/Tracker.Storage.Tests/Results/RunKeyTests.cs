using Tracker.Core.Panel;
using Tracker.Storage.Results;

namespace Tracker.Storage.Tests.Results;

public class RunKeyTests
{
    private static readonly RunKey Key = new("month", new Month(2025, 10), 7, "abc", "0.1.0+def");

    [Fact]
    public void Seed_IsTheSameOnEveryMachine() => Assert.Equal(1252786511253074678, Key.Seed);

    [Fact]
    public void Seed_ChangesWithEveryPartOfTheKey()
    {
        RunKey[] keys =
        [
            Key, Key with { Kind = "day" }, Key with { Month = new Month(2025, 9) }, Key with { DataVersion = 8 },
            Key with { ConfigurationHash = "abd" }, Key with { CodeVersion = "0.1.0+deg" },
        ];

        Assert.Equal(keys.Length, keys.Select(key => key.Seed).Distinct().Count());
        Assert.Equal(keys.Length, keys.Select(key => key.Lock).Distinct().Count());
        Assert.All(keys, key => Assert.True(key.Seed >= 0));
    }

    [Fact]
    public void Configuration_IsCanonical()
    {
        var options = new { B = new int?[] { 2, null }, A = new { Y = DayOfWeek.Monday, X = 1 } };

        Assert.Equal("""{"A":{"X":1,"Y":"Monday"},"B":[2,null]}""", Configuration.Of(options).Json);
        Assert.Equal(Configuration.Of(new { A = 1, B = 2 }).Hash, Configuration.Of(new { B = 2, A = 1 }).Hash);
        Assert.NotEqual(Configuration.Of(new { A = 1 }).Hash, Configuration.Of(new { A = 2 }).Hash);
    }

    [Fact]
    public void CodeVersion_IsTheProductsAndAHashOfTheAssemblies()
    {
        var one = CodeVersion.Of(typeof(RunKey).Assembly, typeof(Month).Assembly);

        Assert.Matches(@"^\d+\.\d+\.\d+\+[0-9a-f]{12}$", one);
        Assert.Equal(one, CodeVersion.Of(typeof(Month).Assembly, typeof(RunKey).Assembly));
        Assert.NotEqual(one, CodeVersion.Of(typeof(Month).Assembly));
    }
}
