using System.Text.Json;

namespace Tracker.Cli.Tests.Commands;

public class GenerateCommandTests
{
    [Fact]
    public async Task Json_NamesTheSegmentAsTheTruthDoes()
    {
        using var folder = new TemporaryFolder();
        using var printed = JsonDocument.Parse(await GeneratedAsync(folder, "json"));
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder["panel"], "truth.json"), TestContext.Current.CancellationToken));
        var segment = printed.RootElement[0].GetProperty("segment");
        Assert.Equal(JsonValueKind.Object, segment.ValueKind);
        Assert.Equal(Pairs(truth.RootElement.GetProperty("planted")[0].GetProperty("segment")), Pairs(segment));
    }

    [Fact]
    public async Task TableAndCsv_NameTheSegmentInOneCell()
    {
        using var folder = new TemporaryFolder();
        Assert.Matches(@" \w+=[^ ]+(, \w+=[^ ]+)*  ", await GeneratedAsync(folder, "table"));
        Assert.Matches(@",rate,\w+=[^,]+,", await GeneratedAsync(folder, "csv"));
    }

    [Fact]
    public async Task Scenario_OfAFile_IsPlanted_AndItsErrorsAreOneLine()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["mine.yaml"], "plants:\n  - {kind: ticket, sector: Fuel, segment: {}, size: 0.5}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["bad.yaml"], "plants:\n  - kind: ticket\n    sise: 0.5\n", TestContext.Current.CancellationToken);
        string[] small = ["generate", "--out", folder["panel"], "--consumers", "200", "--months", "2", "--format", "csv", "--scenario"];
        var planted = await TrackerProcess.RunAsync([.. small, folder["mine.yaml"]]);
        Assert.StartsWith("2025-10,Fuel,average_ticket,ticket,,", planted.Lines[1], StringComparison.Ordinal);

        var refused = await TrackerProcess.RunAsync([.. small, folder["bad.yaml"]]);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("bad.yaml line 3: key sise: expected one of kind, sector, month, ", refused.Error, StringComparison.Ordinal);
        var unknown = await TrackerProcess.RunAsync([.. small, "storm"]);
        Assert.Contains("scenario storm: expected a file name.yaml or one of default, quiet, ", unknown.Error, StringComparison.Ordinal);
        var outside = await TrackerProcess.RunAsync([.. small, "level-shift", "--overwrite"]);
        Assert.Equal(2, outside.ExitCode);
        Assert.Contains("month last-5 of the scenario: expected a month of the panel, 2025-09 to 2025-10", outside.Error, StringComparison.Ordinal);
    }

    private static async Task<string> GeneratedAsync(TemporaryFolder folder, string format)
    {
        var process = await TrackerProcess.RunAsync(
            "generate", "--out", folder["panel"], "--consumers", "200", "--months", "2", "--overwrite", "--format", format);
        Assert.Equal((0, ""), (process.ExitCode, process.Error));
        return process.Output;
    }

    private static IEnumerable<(string, string?)> Pairs(JsonElement segment) =>
        segment.EnumerateObject().Select(value => (value.Name, value.Value.GetString()));
}
