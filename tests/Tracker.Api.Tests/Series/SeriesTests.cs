using System.Net;
using System.Text.Json;
using Tracker.Api.Series;
using Tracker.Storage.Reports;
using Tracker.Storage.Results;

namespace Tracker.Api.Tests.Series;

[Collection(typeof(Served))]
public class SeriesTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASeries_HasItsPastWhatWasPublishedAndWhatIsToCome()
    {
        var months = (await served.GetAsync("/api/v1/series?sector=Groceries&metric=total_spend&horizon=6", "reader").JsonAsync()).Items();
        Assert.Equal(24 + 6, months.Count); // the first two months of a panel are left out
        Assert.Equal("2023-11", months[0].Text("month"));
        Assert.Equal("2026-04", months[^1].Text("month"));
        var october = months.Single(month => month.Text("month") == "2025-10");
        var mover = (await served.GetAsync("/api/v1/movers?sector=Groceries&metric=total_spend").JsonAsync()).Items().Single();
        foreach (var name in new[] { "actual", "forecast", "lo80", "hi95", "cii" })
            Assert.Equal((name, mover.GetProperty(name).GetDouble()), (name, october.GetProperty(name).GetDouble()));
        Assert.All(months.TakeWhile(month => string.CompareOrdinal(month.Text("month"), "2025-05") <= 0), month => Assert.Equal(JsonValueKind.Null, month.GetProperty("forecast").ValueKind));
        Assert.All(months.TakeLast(6), month =>
        {
            Assert.Equal(JsonValueKind.Null, month.GetProperty("actual").ValueKind);
            double[] limits = [.. new[] { "lo95", "lo80", "forecast", "hi80", "hi95" }.Select(name => month.GetProperty(name).GetDouble())];
            Assert.Equal(limits.Order(), limits);
        });
    }

    [Fact]
    public async Task ASeriesByDay_HasItsForecastsItsFlagsAndItsHolidays()
    {
        var days = (await served.GetAsync("/api/v1/series?sector=Groceries&metric=total_spend&by=day", "reader").JsonAsync()).Items();
        Assert.Equal("2025-11-30", days[^1].Text("day"));
        var october = days.Where(day => day.Text("month") == "2025-10").ToArray();
        Assert.Equal(31, october.Length);
        Assert.All(october, day => Assert.True(day.GetProperty("actual").GetDouble() >= 0 && day.GetProperty("lo95").GetDouble() < day.GetProperty("forecast").GetDouble()));
        foreach (var day in days)
        {
            var flag = day.GetProperty("flag").GetString();
            var actual = day.GetProperty("actual").ValueKind == JsonValueKind.Number ? day.GetProperty("actual").GetDouble() : double.NaN;
            var known = day.GetProperty("lo95").ValueKind == JsonValueKind.Number;
            Assert.Equal(known && actual < day.GetProperty("lo95").GetDouble() ? "below" : known && actual > day.GetProperty("hi95").GetDouble() ? "above" : null, flag);
        }

        Assert.Contains(days, day => day.Text("day") == "2024-11-28" && day.GetProperty("holidays").EnumerateArray().Any(name => name.GetString() == "Thanksgiving"));
        var some = (await served.GetAsync("/api/v1/series?sector=Groceries&metric=total_spend&by=day&from=2025-02&to=2025-02", "reader").JsonAsync()).Items();
        Assert.Equal(days.Where(day => day.Text("month") == "2025-02").Select(day => day.ToString()), some.Select(day => day.ToString()));
    }

    [Theory]
    [InlineData("sector=Groceries&metric=conversion&by=day", HttpStatusCode.UnprocessableEntity)]
    [InlineData("sector=Nothing&metric=visits&by=day", HttpStatusCode.NotFound)]
    [InlineData("sector=Groceries&metric=visits&by=week", HttpStatusCode.BadRequest)]
    [InlineData("sector=Groceries&metric=visits&by=day&horizon=1", HttpStatusCode.BadRequest)]
    [InlineData("sector=Groceries", HttpStatusCode.BadRequest)]
    [InlineData("sector=Groceries&metric=luck", HttpStatusCode.BadRequest)]
    [InlineData("sector=Nothing&metric=visits", HttpStatusCode.NotFound)]
    [InlineData("sector=Groceries&metric=visits&horizon=25", HttpStatusCode.BadRequest)]
    [InlineData("sector=Groceries&metric=visits&horizon=-1", HttpStatusCode.BadRequest)]
    public async Task WhatIsNoSeries_IsRefused(string query, HttpStatusCode expected) =>
        await served.GetAsync($"/api/v1/series?{query}").ProblemAsync(expected);

    [Fact]
    public async Task ThePanel_IsReadOnceHoweverMuchIsSaidOfIt()
    {
        await using var reader = new DataStateReader(served.Database.Source);
        using var cache = new PanelCache(served.Database);
        var before = await reader.ReadAsync(Cancel);
        var panel = await cache.ReadAsync(before.Data, Cancel);
        var run = await StoredRuns.PublishedAsync(served.Database.Source, null, Cancel);
        await Storage.Results.Annotations.AddAsync(served.Database.Source, run!, "Groceries", "visits", Verdict.Dismissed, "a test", "tests", Cancel);
        var after = await reader.ReadAsync(Cancel);
        Assert.NotEqual(before.Stamp, after.Stamp);
        Assert.Same(panel, await cache.ReadAsync(after.Data, Cancel));
    }
}
