namespace Tracker.Cli.Tests.Output;

public class OutputTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\ttab", "'\ttab")]
    [InlineData("-5", "-5")]
    [InlineData("+1.5e3", "+1.5e3")]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=b")]
    [InlineData("\"=1,2\"", "\"'=1,2\"")]
    [InlineData("\"\r=1\"", "\"'\r=1\"")]
    public async Task Csv_EscapesWhatASpreadsheetWouldRun(string series, string expected)
    {
        var csv = await TrackerProcess.RunWithInputAsync(
            $"series,month,value\n{series},2020-01,5\n", "forecast", "--input", "-", "--horizon", "1", "--format", "csv");
        Assert.Contains($"\n{expected},1,2020-02,", csv.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("--view", "two-way")]
    public async Task Csv_EscapesNamesOfColumnsToo(params string[] view)
    {
        const string Table = "period,\"income, household\",=cmd,numerator,denominator\n1,low,x,1,10\n1,high,y,2,10\n2,low,x,2,10\n2,high,y,3,20\n";
        var csv = await TrackerProcess.RunWithInputAsync(Table, ["decompose", "--input", "-", "--format", "csv", .. view]);
        Assert.StartsWith("\"income, household\",'=cmd,s", csv.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_ShowsNamesWithoutObeyingThem()
    {
        var table = await TrackerProcess.RunWithInputAsync(
            "series,month,value\n\x1b[31m[red]x,2020-01,5\n", "forecast", "--input", "-", "--horizon", "1");
        Assert.Contains("·[31m[red]x", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_ThatCloses_EndsQuietly()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["many.csv"], LongTableText.Months(50, 30), TestContext.Current.CancellationToken);
        var piped = await TrackerProcess.RunLineAsync(
            "tracker forecast --input many.csv --horizon 300 --format json | head -n 1; echo ${PIPESTATUS[0]}", folder.Path);
        Assert.Equal(("[\n0\n", ""), (piped.Output, piped.Error));
    }

    [Fact]
    public async Task DiskThatIsFull_IsAnError()
    {
        var full = await TrackerProcess.RunLineAsync("tracker --version > /dev/null; tracker database path > /dev/full; echo $?");
        Assert.Equal("1\n", full.Output);
        Assert.StartsWith("tracker: error: ", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabasePath_IsAloneForUseInAShell()
    {
        var path = await TrackerProcess.RunLineAsync("echo \"<$(tracker database path)>\"", environment: new Dictionary<string, string> { ["TRACKER_HOME"] = "/tmp/x y" });
        Assert.Equal("</tmp/x y>\n", path.Output);
    }
}
