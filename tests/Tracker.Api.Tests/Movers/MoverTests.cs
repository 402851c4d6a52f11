using System.Net;
using System.Text.Json;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Tracker.Api.Tests.Movers;

[Collection(typeof(Served))]
public class MoverTests(Served served)
{
    [Theory]
    [InlineData("")]
    [InlineData("sort=-cii")]
    [InlineData("sort=sector")]
    [InlineData("sort=percentChange&metric=visits")]
    [InlineData("minCii=0.5&sort=-shareOfPanel")]
    public async Task Pages_HoldEveryMoverOnce(string query)
    {
        var whole = (await served.GetAsync($"/api/v1/movers?{query}", "reader").JsonAsync()).Items();
        var paged = new List<JsonElement>();
        for (string? next = $"/api/v1/movers?limit=7&{query}"; next is not null;)
        {
            var page = await served.GetAsync(next, "reader").JsonAsync();
            Assert.InRange(page.Items().Count, 1, 7);
            paged.AddRange(page.Items());
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(whole.Select(Rank), paged.Select(Rank));
        Assert.Equal(paged.Count, paged.Select(Rank).Distinct().Count());
        if (query.Length == 0)
            Assert.Equal(Enumerable.Range(1, whole.Count), paged.Select(Rank));
    }

    [Fact]
    public async Task Csv_IsThatOfTheCommandLine()
    {
        var expected = (await served.CommandAsync("movers", "--format", "csv")).Output;
        Assert.Equal(expected, await served.GetAsync("/api/v1/movers", "reader", "text/csv").TextAsync());
        Assert.Equal(expected, await served.GetAsync($"/api/v1/movers?month={Served.Month}", "reader", "text/csv, application/json;q=0.5").TextAsync());
    }

    [Fact]
    public async Task AWorkbook_HasNumbersAsNumbersAndTextAsText()
    {
        var movers = (await served.GetAsync("/api/v1/movers", "reader").JsonAsync()).Items();
        var rows = (await served.GetAsync("/api/v1/movers", "reader", Workbook.Type).SheetsAsync())["movers"];
        Assert.Equal(movers[0].EnumerateObject().Select(member => member.Name), rows[0].Select(cell => cell.Text));
        Assert.Equal(movers.Count + 1, rows.Length);
        foreach (var (mover, cells) in movers.Zip(rows.Skip(1)))
        {
            foreach (var (value, cell) in mover.EnumerateObject().Select(member => member.Value).Zip(cells))
            {
                if (value.ValueKind == JsonValueKind.Number)
                    Assert.Equal((CellValues.Number, value.GetDouble()), (cell.Type, double.Parse(cell.Text, System.Globalization.CultureInfo.InvariantCulture)));
                else if (value.ValueKind == JsonValueKind.String)
                    Assert.Equal((CellValues.InlineString, value.GetString()), (cell.Type, cell.Text));
            }
        }
    }

    [Fact]
    public async Task TheEarlySignal_IsThatOfTheCommandLine()
    {
        var expected = (await served.CommandAsync("movers", "--month-to-date", "2025-10-14", "--format", "csv")).Output;
        Assert.Equal(expected, await served.GetAsync("/api/v1/movers/to-date?day=2025-10-14", "reader", "text/csv").TextAsync());
        var whole = (await served.GetAsync("/api/v1/movers/to-date", "reader").JsonAsync()).Items();
        Assert.All(whole, mover => Assert.Equal("2025-10-31", mover.Text("day")));
        var groceries = await served.GetAsync("/api/v1/movers/to-date?sector=Groceries&limit=2", "reader").JsonAsync();
        Assert.Equal(whole.Where(mover => mover.Text("sector") == "Groceries").Take(2).Select(Rank), groceries.Items().Select(Rank));
        var rest = await served.GetAsync(groceries.Text("next"), "reader").JsonAsync();
        Assert.Equal(whole.Where(mover => mover.Text("sector") == "Groceries").Skip(2).Take(2).Select(Rank), rest.Items().Select(Rank));
        await served.GetAsync("/api/v1/movers/to-date?day=14.10.2025").ProblemAsync(HttpStatusCode.BadRequest);
        Assert.StartsWith("day 2027-01-01: expected a day of the data", await served.GetAsync("/api/v1/movers/to-date?day=2027-01-01").ProblemAsync(HttpStatusCode.UnprocessableEntity), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_ChooseWhatTheySay()
    {
        var all = (await served.GetAsync("/api/v1/movers").JsonAsync()).Items();
        var some = (await served.GetAsync("/api/v1/movers?sector=Groceries&minCii=0.25&significant=false").JsonAsync()).Items();
        Assert.Equal(
            all.Where(mover => mover.Text("sector") == "Groceries" && !mover.GetProperty("significant").GetBoolean() && Math.Abs(Cii(mover)) >= 0.25).Select(Rank), some.Select(Rank));
        var falling = (await served.GetAsync("/api/v1/movers?sort=-cii").JsonAsync()).Items();
        Assert.Equal(all.Select(Cii).OrderDescending(), falling.Select(Cii));
        Assert.Empty((await served.GetAsync("/api/v1/movers?sector=%27%20OR%201%3D1%20--").JsonAsync()).Items());
    }

    [Theory]
    [InlineData("month=2025-13", "month 2025-13: expected yyyy-MM")]
    [InlineData("metric=luck", "metric: expected one of total_spend")]
    [InlineData("limit=0", "limit 0: expected 1 to 1000")]
    [InlineData("limit=ten", "limit ten: expected a whole number")]
    [InlineData("minCii=NaN", "minCii: expected 0 or more")]
    [InlineData("sort=fate", "sort: expected one of rank")]
    [InlineData("cursor=AAAA", "cursor: expected one of a link")]
    [InlineData("cursor=OTk5IDE", "cursor: expected one of a link")]
    [InlineData("color=red", "color: expected one of cursor, format, limit")]
    [InlineData("sector=a&sector=b", "sector: expected one value, got 2")]
    [InlineData("sector=%00", "sector: expected no control character")]
    public async Task ABadQuery_IsRefusedInWords(string query, string detail) =>
        Assert.StartsWith(detail, await served.GetAsync($"/api/v1/movers?{query}").ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);

    [Fact]
    public async Task AMonthThatIsNotComputed_IsNotFound() =>
        Assert.StartsWith("2024-01 is not computed", await served.GetAsync("/api/v1/movers?month=2024-01").ProblemAsync(HttpStatusCode.NotFound), StringComparison.Ordinal);

    private static int Rank(JsonElement mover) => mover.GetProperty("rank").GetInt32();

    private static double Cii(JsonElement mover) => mover.GetProperty("cii").GetDouble();
}
