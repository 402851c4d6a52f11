using System.Diagnostics;
using System.Text.Json;

namespace Tracker.Cli.Tests.Commands;

public class ForecastCommandTests
{
    private const string Header = "series,step,period,mean,lo80,hi80,lo95,hi95,model,treated";

    [Fact]
    public async Task Months_GoOnAfterTheLastOne()
    {
        var csv = await Forecast(LongTableText.Months(3, 48), "--horizon", "14", "--format", "csv");
        Assert.Equal(Header, csv.Lines[0]);
        Assert.Equal(1 + 3 * 14, csv.Lines.Length);
        Assert.StartsWith("s00,1,2023-01,", csv.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("s00,14,2024-02,", csv.Lines[14], StringComparison.Ordinal);
        Assert.Empty(csv.Error);
    }

    [Fact]
    public async Task Days_GoOnAfterTheLastOne()
    {
        var csv = await Forecast(LongTableText.Days(120), "--horizon", "2", "--format", "csv");
        Assert.StartsWith("d,1,2024-04-30,", csv.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("d,2,2024-05-01,", csv.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_IsAnArrayOfObjectsWhoseBandsHoldTheMean()
    {
        var json = await Forecast(LongTableText.Months(2, 60), "--horizon", "3", "--format", "json");
        using var document = JsonDocument.Parse(json.Output);
        var steps = document.RootElement.EnumerateArray().ToArray();
        Assert.Equal(6, steps.Length);
        foreach (var step in steps)
        {
            Assert.Equal(Header.Split(','), step.EnumerateObject().Select(property => property.Name));
            double[] limits = [.. new[] { "lo95", "lo80", "mean", "hi80", "hi95" }.Select(name => step.GetProperty(name).GetDouble())];
            Assert.Equal(limits.Order(), limits);
        }
    }

    [Fact]
    public async Task AllFormats_HaveTheSameRows()
    {
        var table = await Forecast(LongTableText.Months(2, 30), "--horizon", "4");
        Assert.Equal(8, table.Lines.Count(line => line.Contains("combination", StringComparison.Ordinal)));
        Assert.All(Header.Split(',')[..^1], name => Assert.Contains(name, table.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\x1b', table.Output);
    }

    [Fact]
    public async Task OrderOfRowsAndColumns_ChangesNothing()
    {
        var text = LongTableText.Months(3, 40);
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Array.Sort(rows, StringComparer.Ordinal);
        Array.Reverse(rows);
        var other = "value,set,month,series\n" + string.Concat(rows.Select(row => row.Split(',')).Select(row => $"{row[2]},train,{row[1]},{row[0]}\n"));
        Assert.Equal((await Forecast(text, "--horizon", "2")).Output, (await Forecast(other, "--horizon", "2")).Output);
    }

    [Fact]
    public async Task EmptyValuesAndMissingRows_AreGaps()
    {
        var rows = LongTableText.Months(1, 40).Split('\n');
        var missing = string.Join('\n', rows.Where((_, at) => at != 20));
        var empty = string.Join('\n', rows.Select((row, at) => at == 20 ? row[..(row.LastIndexOf(',') + 1)] : row));
        Assert.Equal((await Forecast(missing, "--horizon", "1")).Output, (await Forecast(empty, "--horizon", "1")).Output);
    }

    [Fact]
    public async Task Gzip_IsUnpackedWhateverItsName()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["plain.csv"], LongTableText.Months(1, 30), TestContext.Current.CancellationToken);
        using (var gzip = Process.Start("bash", ["-c", $"gzip -c '{folder["plain.csv"]}' > '{folder["packed"]}'"]))
            await gzip.WaitForExitAsync(TestContext.Current.CancellationToken);
        var plain = await TrackerProcess.RunAsync("forecast", "--input", folder["plain.csv"], "--horizon", "2");
        var packed = await TrackerProcess.RunAsync("forecast", "--input", folder["packed"], "--horizon", "2");
        Assert.Equal((0, plain.Output), (packed.ExitCode, packed.Output));

        await File.WriteAllBytesAsync(folder["cut"], (await File.ReadAllBytesAsync(folder["packed"], TestContext.Current.CancellationToken))[..^9], TestContext.Current.CancellationToken);
        var cut = await TrackerProcess.RunAsync("forecast", "--input", folder["cut"], "--horizon", "2");
        Assert.Equal((2, ""), (cut.ExitCode, cut.Output));
        Assert.Contains("the compressed data ends early", cut.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASeriesWithoutAValue_HasNamedRowsWithoutNumbers()
    {
        var csv = await Forecast("series,month,value\nempty,2020-01,\nempty,2020-02,NA\nfull,2020-01,3\n", "--horizon", "2", "--format", "csv");
        Assert.Equal(["empty,1,2020-03,,,,,,none,", "empty,2,2020-04,,,,,,none,"], csv.Lines[1..3]);
        Assert.Equal("tracker: series empty has no forecast: no value to forecast from\n", csv.Error);
        Assert.DoesNotContain("NaN", csv.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownColumns_AreIgnoredWithANote()
    {
        var csv = await Forecast("series,month,value,colour\na,2020-01,3,red\n", "--horizon", "1", "--format", "csv");
        Assert.Equal("tracker: standard input: ignored the columns colour\n", csv.Error);
    }

    [Theory]
    [InlineData("", "standard input: expected a header and rows, it is empty")]
    [InlineData("series,month,value\n", "expected rows after the header, there are none")]
    [InlineData("series,value\na,1\n", "line 1: expected the columns series, month (or day, or date) and value once each, got series,value")]
    [InlineData("series,month,value\na,2020-01,1\na,2020-02,x\n", "line 3 column value: expected a number, got \"x\"")]
    [InlineData("series,month,value\na,2020-01,inf\n", "line 2 column value: expected a number, got \"inf\"")]
    [InlineData("series,month,value\na,2020-13,1\n", "line 2 column month: expected yyyy-MM, got \"2020-13\"")]
    [InlineData("series,day,value\na,2020-02-30,1\n", "line 2 column day: expected yyyy-MM-dd, got \"2020-02-30\"")]
    [InlineData("series,day,value\na,2020-02,1\n", "line 2 column day: expected yyyy-MM-dd, got \"2020-02\"")]
    [InlineData("series,month,value\n,2020-01,1\n", "line 2 column series: expected a name, got \"\"")]
    [InlineData("series,month,value\na,2020-01\n", "line 2: expected 3 fields as in the header, got 2")]
    [InlineData("series,month,value\na,2020-01,1\nb,2020-01,1\na,2020-01,2\n", "line 4: expected one row for series a and 2020-01, line 2 has it already")]
    [InlineData("series,month,value\na,2020-01-31,1\na,2020-01-01,2\n", "line 3: expected one row for series a and 2020-01, line 2 has it already")]
    [InlineData("series,date,value\na,2020-01-31,1\na,2020-01-31,2\n", "line 3: expected one row for series a and 2020-01, line 2 has it already")]
    [InlineData("series,month,value\n\"a,2020-01,1\n", "line 2: expected the quote to close, the file ends before")]
    [InlineData("series,month,value\na\"b,2020-01,1\n", "line 2: expected a quote at the beginning of a field or doubled within quotes, got one elsewhere")]
    [InlineData("series,date,value\na,0001-01-01,1\na,0001-01-02,1\na,9999-12-31,1\n", "expected at most 36525 periods a series")]
    public async Task InputThatIsNotAsExpected_IsOneLineWithItsPlace(string input, string expected)
    {
        var refused = await TrackerProcess.RunWithInputAsync(input, "forecast", "--input", "-", "--horizon", "1");
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(expected, Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<TrackerProcess> Forecast(string input, params string[] arguments)
    {
        var forecast = await TrackerProcess.RunWithInputAsync(input, ["forecast", "--input", "-", .. arguments]);
        Assert.True(forecast.ExitCode == 0, forecast.Error);
        return forecast;
    }
}
