using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tracker.Cli.Tests.Commands;

public class DriversCommandTests
{
    private static readonly string Table = Consumers(1_500, 15);

    [Fact]
    public async Task TheAttributeThatDrivesTheChange_IsFirstWithItsValues()
    {
        var json = await TrackerProcess.RunWithInputAsync(Table, "drivers", "--input", "-", "--before", "may", "--after", "june", "--id", "id", "--format", "json");
        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        using var document = JsonDocument.Parse(json.Output);
        var drivers = document.RootElement.EnumerateArray().ToArray();
        var first = drivers[0];
        Assert.Equal(("region", 1, 1), (first.GetProperty("attribute").GetString(), first.GetProperty("rankLow").GetInt32(), first.GetProperty("rankHigh").GetInt32()));
        Assert.True(first.GetProperty("q").GetDouble() <= 0.05 && first.GetProperty("importance").GetDouble() > 0.5 && first.GetProperty("gain").GetDouble() > 0);
        Assert.Equal("behaviour", first.GetProperty("acts").GetString());
        var west = first.GetProperty("values")[0];
        Assert.Equal("west", west.GetProperty("value").GetString());
        Assert.Equal(west.GetProperty("after").GetDouble() - west.GetProperty("before").GetDouble(), west.GetProperty("change").GetDouble(), 1e-9);
        Assert.True(west.GetProperty("low").GetDouble() > 0);
    }

    [Fact]
    public async Task TheOrderOfRows_ChangesNothing()
    {
        string[] arguments = ["drivers", "--input", "-", "--before", "may", "--after", "june", "--id", "id", "--format", "csv"];
        var lines = Table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var one = await TrackerProcess.RunWithInputAsync(Table, arguments);
        var other = await TrackerProcess.RunWithInputAsync(string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])), arguments);
        Assert.Equal(one.Output, other.Output);
        Assert.StartsWith("rank,attribute,importance,gain,p,q,epsilonSquared,rankLow,rankHigh,top3Frequency,acts,sameAs,values\n", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingThatExplains_IsSaid()
    {
        var quiet = Consumers(400, 0);
        var table = await TrackerProcess.RunWithInputAsync(quiet, "drivers", "--input", "-", "--before", "may", "--after", "june", "--attributes", "region,age");
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.EndsWith("no attribute explains this change (q ≤ 0.05)", table.Lines[0].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsLeftOut_IsNotedWithItsReason()
    {
        var json = await TrackerProcess.RunWithInputAsync(Table, "drivers", "--input", "-", "--target", "june", "--attributes", "id,plan", "--format", "json");
        Assert.Equal(0, json.ExitCode);
        Assert.StartsWith("tracker: id is left out: 1500 values in 1500 consumers: an id or free text\n", json.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(JsonValueKind.Null, Assert.Single(document.RootElement.EnumerateArray()).GetProperty("acts").ValueKind);
    }

    [Theory]
    [InlineData("a,d\nx,1\n", "drivers need 20 consumers or more, got 1", "--target", "d")]
    [InlineData("a,d\nx,\n", "standard input line 2: d: expected a finite number, got nothing", "--target", "d")]
    [InlineData("a,d\nx,1\ny,NaN\n", "standard input line 3: d: expected a finite number, got NaN", "--target", "d")]
    [InlineData("a,d\nx\n", "standard input line 2: expected 2 fields as in the header, got 1", "--target", "d")]
    [InlineData("a,a\nx,1\n", "standard input line 1: expected every column once, got a 2 times", "--target", "a")]
    [InlineData("a,d\nx,1\n", "--target e: standard input has the columns a, d", "--target", "e")]
    [InlineData("a,d\nx,1\nx,2\n", "standard input line 3: a: expected one row a consumer, got x again (line 2)", "--target", "d", "--id", "a")]
    [InlineData("a,d\nx,1\n", "--target: expected the column of the change, or --before and --after")]
    [InlineData("a,d\nx,1\n", "--after: expected both --before and --after, or neither", "--before", "d")]
    [InlineData("a,d\nx,1\n", "--attributes d: expected attributes, it is what they are to explain, a weight or the id", "--target", "d", "--attributes", "a,d")]
    [InlineData("", "standard input: expected a header and rows, it is empty", "--target", "d")]
    public async Task BadInput_IsRefusedWithOneLine(string text, string message, params string[] arguments)
    {
        var refused = await TrackerProcess.RunWithInputAsync(text, ["drivers", "--input", "-", .. arguments]);
        Assert.Equal((2, "", $"tracker: error: {message}\n"), (refused.ExitCode, refused.Output, refused.Error));
    }

    [Theory]
    [InlineData("", "expected a sector and a metric, or --input with a table")]
    [InlineData("Dining", "expected a sector and a metric, or --input with a table")]
    [InlineData("Dining visits --input -", "Dining and --input: expected a sector and a metric, or --input")]
    [InlineData("--input - --reference 3", "--reference and --input: expected one of them")]
    [InlineData("Dining visits --target d", "--target: expected it with --input")]
    [InlineData("Dining visits --seed 3", "--seed: expected it with --input")]
    [InlineData("Dining sales", "metric sales: expected one of total_spend, ")]
    public async Task PanelOrTable_NotBoth(string arguments, string message)
    {
        var refused = await TrackerProcess.RunAsync(["drivers", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
    }

    /// <summary>Consumers who spend alike in two months, but that those in the west spend more in the second.</summary>
    private static string Consumers(int count, double effect)
    {
        var random = new Random(1);
        var text = new StringBuilder("id,region,age,plan,may,june\n");
        for (var i = 0; i < count; i++)
        {
            var (region, level) = (random.Next(4), 20 + random.Next(60));
            var (may, june) = (level * (0.5 + random.NextDouble()), level * (0.5 + random.NextDouble()) + (region == 3 ? effect : 0));
            text.Append(CultureInfo.InvariantCulture, $"c{i},{new[] { "north", "south", "east", "west" }[region]},{level},{new[] { "basic", "", "full" }[random.Next(3)]},{may:0.00},{june:0.00}\n");
        }

        return text.ToString();
    }
}
