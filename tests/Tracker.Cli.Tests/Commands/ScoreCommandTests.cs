using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class ScoreCommandTests
{
    private const string Header = "series,period,actual,forecast,lo80,hi80,cii,p,q,rank";

    [Fact]
    public async Task TheSeriesThatMoved_IsFirst()
    {
        var text = LongTableText.Months(20, 48, (series, month) => series == 7 && month == 47 ? 1.4 : 1);
        var csv = await TrackerProcess.RunWithInputAsync(text, "score", "--input", "-", "--format", "csv");
        Assert.Equal((0, ""), (csv.ExitCode, csv.Error));
        Assert.Equal(Header, csv.Lines[0]);
        Assert.StartsWith("s07,2022-12,", csv.Lines[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 20).Select(rank => $"{rank}"), csv.Lines[1..].Select(line => line.Split(',')[^1]));
    }

    [Fact]
    public async Task Month_ScoresAnEarlierOneWithoutWhatCameAfter()
    {
        var early = await TrackerProcess.RunWithInputAsync(LongTableText.Months(5, 40), "score", "--input", "-", "--month", "2022-04");
        var late = await TrackerProcess.RunWithInputAsync(LongTableText.Months(5, 60), "score", "--input", "-", "--month", "2022-04");
        Assert.Equal(0, early.ExitCode);
        Assert.Equal(early.Output, late.Output);
    }

    [Fact]
    public async Task Month_OfATableOfDaysScoresItsDays()
    {
        var csv = await TrackerProcess.RunWithInputAsync(LongTableText.Days(120), "score", "--input", "-", "--month", "2024-03", "--format", "csv");
        Assert.Equal(1 + 31, csv.Lines.Length);
        Assert.StartsWith("d,2024-03-31,", csv.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-12", "--month 2018-12: the table has 2019-01 to 2022-12")]
    [InlineData("2022-13", "tracker score: --month 2022-13: expected yyyy-MM; see tracker score --help")]
    public async Task MonthThatTheTableLacks_IsRefused(string month, string expected)
    {
        var refused = await TrackerProcess.RunWithInputAsync(LongTableText.Months(1, 48), "score", "--input", "-", "--month", month);
        Assert.Equal((2, "", $"tracker: error: {expected}\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    /// <summary>Sectors of spending on US cards: the months in which shops closed have the largest index of the year in most sectors.</summary>
    [Fact]
    public async Task CardSpending_StandsOutInMarchOrApril2020()
    {
        var file = SharedData.Find(Path.Combine("oi_card_spend", "long_national_monthly.csv.gz"));
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["cards.csv"], CardSpending(file), TestContext.Current.CancellationToken);

        var largest = new Dictionary<string, (string Period, double Cii)>();
        for (var month = 1; month <= 12; month++)
        {
            var json = await TrackerProcess.RunAsync("score", "--input", folder["cards.csv"], "--month", $"2020-{month:00}", "--format", "json");
            using var document = JsonDocument.Parse(json.Output);
            foreach (var score in document.RootElement.EnumerateArray())
            {
                var (series, period, cii) = (
                    score.GetProperty("series").GetString()!, score.GetProperty("period").GetString()!, Math.Abs(score.GetProperty("cii").GetDouble()));
                if (!largest.TryGetValue(series, out var before) || cii > before.Cii)
                    largest[series] = (period, cii);
            }
        }

        Assert.True(largest.Count >= 10, $"expected at least 10 sectors, got {largest.Count}");
        var standing = largest.Values.Count(one => one.Period is "2020-03" or "2020-04");
        Assert.True(2 * standing > largest.Count, $"{standing} of {largest.Count}: {string.Join(", ", largest.Select(one => $"{one.Key} {one.Value.Period}"))}");
    }

    private static string CardSpending(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',');
        int At(string name) => Array.IndexOf(columns, name);
        var text = new StringBuilder("series,date,value\n");
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells[At("adjustment")] == "s" && cells[At("income_quartile")] == "all"
                && double.TryParse(cells[At("index_vs_base")], CultureInfo.InvariantCulture, out var change))
                text.Append(CultureInfo.InvariantCulture, $"{cells[At("sector")]},{cells[At("date")]},{1 + change:R}\n");
        }

        return text.ToString();
    }
}
