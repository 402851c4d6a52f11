using System.Text.RegularExpressions;

namespace Tracker.Cli.Tests;

public partial class HelpTests
{
    public static TheoryData<string> Verbs => ["", "alerts", "alerts add", "alerts list", "alerts remove", "alerts test", "bought", "coverage", "database", "database path", "database status", "database stop", "decompose", "demo", "drivers", "forecast", "generate", "health", "history", "ingest", "keys", "keys create", "keys list", "keys revoke", "loads", "movers", "rejects", "revisions", "run", "score", "serve", "work", "work list", "work retry", "worker"];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_IsAsApproved(string verb)
    {
        var help = await TrackerProcess.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Empty(help.Error);
        ApprovedText.Check($"help{(verb.Length == 0 ? "" : "-")}{verb.Replace(' ', '-')}.txt", help.Output);
    }

    [Fact]
    public async Task EveryVerb_IsApprovedAndHasAnExample()
    {
        var expected = await VerbsUnderAsync("");
        Assert.Equal(expected.Order(StringComparer.Ordinal), Verbs.Select(row => row.Data).Where(verb => verb.Length > 0).Order(StringComparer.Ordinal));
    }

    private static async Task<List<string>> VerbsUnderAsync(string parent)
    {
        var help = await TrackerProcess.RunAsync([.. parent.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        var names = CommandLines().Matches(help.Output).SelectMany(match => match.Groups["name"].Captures).Select(name => name.Value).ToArray();
        if (names.Length == 0)
            Assert.Contains($"  tracker {parent}", help.Output[help.Output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        var all = new List<string>();
        foreach (var name in names)
        {
            var verb = $"{parent} {name}".Trim();
            all.Add(verb);
            all.AddRange(await VerbsUnderAsync(verb));
        }

        return all;
    }

    [GeneratedRegex(@"^Commands:\n(  (?<name>[a-z]+) .*\n)+", RegexOptions.Multiline)]
    private static partial Regex CommandLines();
}
