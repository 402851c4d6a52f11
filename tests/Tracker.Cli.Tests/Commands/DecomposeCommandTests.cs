using System.Globalization;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Commands;

public class DecomposeCommandTests
{
    private const string Channels = "period,channel,numerator,denominator\nlast,Search,0.6,30\nlast,Email,6,100\nlast,Direct,3.5,70\nthis,Search,0.95,50\nthis,Email,6.82,110\nthis,Direct,3.75,75\n";

    [Fact]
    public async Task Json_HasTheFieldsAndTheParts()
    {
        var all = await DecomposeAsync(Channels);
        Assert.Equal(
            ["before", "after", "change", "scale", "structural", "behavioural", "refunds", "residual", "factors", "structuralByAttribute", "structuralMethod", "segments"],
            all.EnumerateObject().Select(field => field.Name));
        Assert.Equal(-0.00226542553191489, Number(all, "structural"), 1e-15);
        Assert.Equal(0.000786702127659575, Number(all, "behavioural"), 1e-15);
        Assert.Equal(0, Number(all, "residual"), 1e-15);
        Assert.Equal(Number(all, "structural"), Number(all.GetProperty("structuralByAttribute"), "channel"), 1e-15);
        var search = all.GetProperty("segments")[0];
        Assert.Equal(
            ["segment", "shareBefore", "shareAfter", "rateBefore", "rateAfter", "structural", "behavioural", "refunds", "total", "low", "high", "q", "status", "factors"],
            search.EnumerateObject().Select(field => field.Name));
        Assert.Equal("""{"channel":"Search"}""", search.GetProperty("segment").GetRawText());
        Assert.Equal(-0.00189933793571752, Number(search, "structural"), 1e-15);
        Assert.All(["low", "high", "q"], name => Assert.Equal(JsonValueKind.Null, search.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task NoSegmentColumn_IsAllBehaviour()
    {
        var all = await DecomposeAsync("period,numerator,denominator\n1,25,100\n2,75,100\n");
        Assert.Equal((0.5, 0), (Number(all, "behavioural"), Number(all, "structural")));
        Assert.Equal("{}", all.GetProperty("segments")[0].GetProperty("segment").GetRawText());
    }

    [Fact]
    public async Task Factors_AreAFlatSplitOfTheSumOfProducts()
    {
        var all = await DecomposeAsync("period,units,price\n0,1000,50\n1,1100,52\n", "--factors", "units,price");
        Assert.Equal((50000, 57200), (Number(all, "before"), Number(all, "after")));
        Assert.Equal("""{"units":5100,"price":2100}""", all.GetProperty("factors").GetRawText());
    }

    [Fact]
    public async Task FactorsBySegment_SumToTheChange()
    {
        var all = await DecomposeAsync("period,s,a,b\n1,x,2,3\n1,y,4,5\n1,z,1,1\n2,x,3,3\n2,y,4,6\n", "--factors", "a,b");
        Assert.Equal((27, 33, 6), (Number(all, "before"), Number(all, "after"), Number(all, "change")));
        Assert.Equal("""{"a":3,"b":4}""", all.GetProperty("factors").GetRawText());
        Assert.Equal(-1, Number(all, "structural")); // z is gone
    }

    [Theory]
    [InlineData("10,a,1,2\n9,a,1,4\n", 0.25, 0.5)] // as numbers 9 comes before 10
    [InlineData("b10,a,1,2\nb9,a,1,4\n", 0.5, 0.25)] // as text b10 comes first
    [InlineData("2020-02,a,1,4\n2019-12,a,1,2\n", 0.5, 0.25)]
    public async Task Periods_SortAsNumbersWhenBothAre(string rows, double before, double after)
    {
        var all = await DecomposeAsync("period,s,numerator,denominator\n" + rows);
        Assert.Equal((before, after), (Number(all, "before"), Number(all, "after")));
    }

    [Fact]
    public async Task BeforeAndAfter_ChooseAndReverse()
    {
        var there = await DecomposeAsync(Channels + "next,Email,1,10\n", "--before", "last", "--after", "this");
        var back = await DecomposeAsync(Channels, "--before", "this");
        Assert.Equal(Number(there, "structural"), -Number(back, "structural"), 1e-15);
        Assert.Equal(Number(there, "behavioural"), -Number(back, "behavioural"), 1e-15);
    }

    [Fact]
    public async Task AnAbsentRow_AndADenominatorOfZeroMeanTheSame()
    {
        const string absent = "period,s,numerator,denominator\n1,a,5,100\n1,c,4,20\n2,a,6,90\n2,d,12,30\n";
        var one = await TrackerProcess.RunWithInputAsync(absent, "decompose", "--input", "-", "--format", "json");
        var other = await TrackerProcess.RunWithInputAsync(absent + "2,c,0,0\n1,d,0,0\n1,e,0,0\n2,e,0,0\n", "decompose", "--input", "-", "--format", "json");
        Assert.Equal(one.Output, other.Output);
        Assert.Contains("\"status\":\"new\"", one.Output, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"gone\"", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsOfOneSegment_AreSummedInAnyOrder()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 2},r{i % 3},s{i % 5},{0.1 * i * i},{1.1 + i}"))];
        const string header = "period,region,sex,numerator,denominator\n";
        var one = await TrackerProcess.RunWithInputAsync(header + string.Join('\n', rows), "decompose", "--input", "-", "--attributes", "region", "--format", "json");
        var other = await TrackerProcess.RunWithInputAsync(header + string.Join('\n', rows.Reverse()), "decompose", "--input", "-", "--attributes", "region", "--format", "json");
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Output, other.Output);
    }

    [Fact]
    public async Task Csv_HasARowForEachSegment()
    {
        var csv = await TrackerProcess.RunWithInputAsync(Channels, "decompose", "--input", "-", "--format", "csv");
        Assert.Equal("channel,shareBefore,shareAfter,rateBefore,rateAfter,structural,behavioural,refunds,total,low,high,q,status", csv.Lines[0]);
        Assert.Equal(["Search", "Email", "Direct"], csv.Lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Workbook_HasNumbersAsNumbers_AndTextThatIsNoFormula()
    {
        using var folder = new TemporaryFolder();
        var file = folder["split.xlsx"];
        const string table = "period,s,numerator,denominator\n1,=1+1,5,100\n1,@b\u0001,4,20\n2,=1+1,6,90\n2,@b\u0001,12,30\n";
        var run = await TrackerProcess.RunWithInputAsync(table, "decompose", "--input", "-", "--format", "xlsx", "--out", file);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken));
        var book = document.WorkbookPart!;
        Assert.Equal(["summary", "segments"], book.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        var sheets = book.Workbook.Descendants<Sheet>().Select(sheet => ((WorksheetPart)book.GetPartById(sheet.Id!)).Worksheet).ToArray();
        Assert.All(sheets, sheet => Assert.Empty(sheet.Descendants<CellFormula>()));
        var cells = sheets[1].Descendants<Row>().ElementAt(1).Elements<Cell>().ToArray();
        Assert.Equal((CellValues.InlineString, "@b\uFFFD"), (cells[0].DataType!.Value, cells[0].InnerText));
        Assert.True(book.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cells[0].StyleIndex!.Value).QuotePrefix!.Value);
        Assert.Equal((CellValues.Number, 20.0 / 120), (cells[1].DataType!.Value, double.Parse(cells[1].InnerText, CultureInfo.InvariantCulture)));
        var before = sheets[0].Descendants<Row>().Single(row => row.Elements<Cell>().First().InnerText == "before").Elements<Cell>().Last();
        Assert.Equal((CellValues.Number, 9.0 / 120), (before.DataType!.Value, double.Parse(before.InnerText, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("decompose Dining", "expected a sector and a metric, or --input with a table")]
    [InlineData("decompose Dining buyers --input -", "Dining and --input: expected a sector and a metric, or --input")]
    [InlineData("decompose --input - --month 2025-10", "--month and --input: expected one of them")]
    [InlineData("decompose --input - --min-consumers 5", "--min-consumers and --input: expected 0, a table counts no consumers")]
    [InlineData("decompose Dining buyers --before 1", "--before: expected it with --input")]
    [InlineData("decompose Dining buyers --view threefold", "--view: expected it with --input")]
    [InlineData("decompose --input - --view sideways", "--view sideways: expected symmetric, threefold, two-way")]
    [InlineData("decompose --input - --view two-way --along-time", "--along-time and --view two-way: expected one of them")]
    [InlineData("decompose --input - --view two-way --factors a", "--factors and --view two-way: expected one of them")]
    [InlineData("decompose Dining buyers --format xlsx", "--format xlsx: expected --out with a file")]
    [InlineData("decompose Dining sales", "metric sales: expected one of total_spend, purchases,")]
    [InlineData("movers --format xlsx", "--format xlsx: expected table, json or csv")]
    public async Task ArgumentsThatDoNotGoTogether_AreRefused(string arguments, string expected)
    {
        var refused = await TrackerProcess.RunAsync(arguments.Split(' '));
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(expected, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_BeginsWithASentence()
    {
        var table = await TrackerProcess.RunWithInputAsync(Channels, "decompose", "--input", "-");
        Assert.Contains("fell from 0.0505 to 0.0490 (-2.9%)", table.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("period,s,numerator\n1,a,1\n", "", "standard input line 1: expected the column denominator once, got period,s,numerator")]
    [InlineData("s,numerator,denominator\na,1,1\n", "", "standard input line 1: expected the column period once, got s,numerator,denominator")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,x,1\n", "", "standard input line 3 column numerator: expected a number, got \"x\"")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,-1\n", "", "standard input line 3 column denominator: expected 0 or more, got \"-1\"")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1\n", "", "standard input line 3: expected 3 fields as in the header, got 2")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,1\n10,1,1\n", "", "standard input: expected two periods, got 3 (1, 2, 10); choose with --before and --after, or take all with --along-time")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,1\n10,1,1\n", "--along-time --before 10", "standard input: --along-time expects two periods or more, the first before the last, got 1, 2, 10")]
    [InlineData("period,numerator,denominator\n1,1,1\n", "", "standard input: expected two periods, got 1 (1); choose with --before and --after, or take all with --along-time")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,0,0\n", "", "standard input: expected a denominator above 0 in period 2, there is none")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,1\n", "--before 3", "--before 3: the table has the periods 1, 2")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,1\n", "--before 1 --after 1", "--before 1 --after 1: expected two periods")]
    [InlineData("period,numerator,denominator\n1,1,1\n2,1,1\n", "--attributes period", "--attributes period: expected a segment column, it is another one")]
    [InlineData("period,a,b\n1,1,1\n1,2,2\n2,1,1\n", "--factors a,b", "standard input line 3: expected one row for period 1, line 2 has it already")]
    [InlineData("period,a,b\n1,1,\n2,1,1\n", "--factors a,b", "standard input: expected every factor, or one that is 0")]
    [InlineData("", "", "standard input: expected a header and rows, it is empty")]
    public async Task WhatIsNotAsExpected_IsRefusedInOneLine(string input, string arguments, string expected)
    {
        var refused = await TrackerProcess.RunWithInputAsync(input, ["decompose", "--input", "-", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, "", $"tracker: error: {expected}\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    [Fact]
    public async Task ANumeratorWithoutADenominator_IsLeftOutAloud()
    {
        var run = await TrackerProcess.RunWithInputAsync("period,s,numerator,denominator\n1,a,1,1\n2,a,2,1\n2,b,7,0\n", "decompose", "--input", "-", "--format", "json");
        Assert.Equal("tracker: standard input line 4: a numerator of 7 without a denominator is left out\n", run.Error);
        Assert.Contains("\"after\":2,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threefold", "structural,behavioural,interaction", "view,before,after,change,structural,behavioural,interaction,residual,segments")]
    [InlineData("two-way", "structural,behavioural", "view,before,after,change,structural,behavioural,structuralOfSegments,behaviouralOfSegments,residual,segments")]
    public async Task OtherViews_HaveTheirParts(string view, string parts, string fields)
    {
        var all = await DecomposeAsync(Channels, "--view", view);
        Assert.Equal(fields.Split(','), all.EnumerateObject().Select(field => field.Name));
        Assert.Equal(Number(all, "change"), parts.Split(',').Sum(part => Number(all, part)), 1e-12);
        Assert.Equal(["segment", .. parts.Split(','), "total", "status"], all.GetProperty("segments")[0].EnumerateObject().Select(field => field.Name));
        foreach (var format in (string[])["table", "csv"])
            Assert.Equal(0, (await TrackerProcess.RunWithInputAsync(Channels, "decompose", "--input", "-", "--view", view, "--format", format)).ExitCode);
    }

    [Fact]
    public async Task AlongTime_PartsAreTheSumsOfThoseOfConsecutivePeriods()
    {
        const string table = Channels + "next,Search,1.3,40\nnext,Email,7,100\nnext,Print,3,90\n";
        var first = await DecomposeAsync(table, "--before", "last", "--after", "next");
        var second = await DecomposeAsync(table, "--before", "next", "--after", "this");
        var along = await DecomposeAsync(table, "--along-time");
        foreach (var part in (string[])["change", "structural", "behavioural"])
            Assert.Equal(Number(first, part) + Number(second, part), Number(along, part), 1e-15);
        Assert.NotEqual(Number(await DecomposeAsync(Channels), "structural"), Number(along, "structural"), 1e-6);
    }

    [Theory]
    [InlineData("kitagawa_headship_1970_1985", "age_group")]
    [InlineData("mix_shift_conversion_rate", "channel")]
    public async Task SharedCasesOfRates_HaveTheirSegments(string name, string by)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Find(Path.Combine("..", "cases", "decomposition", $"{name}.json")), TestContext.Current.CancellationToken));
        var text = new StringBuilder($"period,{by},numerator,denominator\n");
        foreach (var row in file.RootElement.GetProperty("inputs").EnumerateArray())
            text.Append(CultureInfo.InvariantCulture, $"{row.GetProperty("pop")},{row.GetProperty(by).GetString()},{Number(row, "size") * Number(row, "rate"):R},{Number(row, "size"):R}\n");
        var all = await DecomposeAsync(text.ToString());
        var expected = file.RootElement.GetProperty("expected_full_precision");
        Assert.Equal(Number(expected, "structural"), Number(all, "structural"), 1e-9);
        foreach (var segment in expected.GetProperty("by_segment").EnumerateArray())
        {
            var found = all.GetProperty("segments").EnumerateArray().Single(one => one.GetProperty("segment").GetProperty(by).GetString() == segment.GetProperty(by).GetString());
            Assert.Equal(Number(segment, "structural_centred"), Number(found, "structural"), 1e-9);
            Assert.Equal(Number(segment, "behavioural"), Number(found, "behavioural"), 1e-9);
            Assert.Equal(Number(segment, "total_centred"), Number(found, "total"), 1e-9);
        }
    }

    [Theory]
    [InlineData("dasgupta_2_1_two_factor_earnings", "black", "white", "avg_earnings,earner_prop")]
    [InlineData("dasgupta_2_2_three_factor", "austria", "chile", "birthsw1549,propw1549,propw")]
    public async Task SharedCasesOfFactors_HaveTheirEffects(string name, string before, string after, string factors)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(SharedData.Find(Path.Combine("..", "cases", "decomposition", $"{name}.json")), TestContext.Current.CancellationToken));
        var text = new StringBuilder($"period,{factors}\n");
        foreach (var row in file.RootElement.GetProperty("inputs").EnumerateArray())
            text.AppendLine(string.Join(',', [row.GetProperty("pop").GetString()!, .. factors.Split(',').Select(factor => row.GetProperty(factor).GetRawText())]));
        var all = await DecomposeAsync(text.ToString(), "--factors", factors, "--before", before, "--after", after);
        foreach (var effect in file.RootElement.GetProperty("expected_full_precision").GetProperty("effects").EnumerateObject())
            Assert.Equal(effect.Value.GetDouble(), Number(all.GetProperty("factors"), effect.Name), 1e-6);
    }

    private static async Task<JsonElement> DecomposeAsync(string input, params string[] arguments)
    {
        var run = await TrackerProcess.RunWithInputAsync(input, ["decompose", "--input", "-", "--format", "json", .. arguments]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private static double Number(JsonElement parent, string name) => parent.GetProperty(name).GetDouble();
}
