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
