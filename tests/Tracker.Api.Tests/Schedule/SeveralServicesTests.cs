using Tracker.Api.Schedule;

namespace Tracker.Api.Tests.Schedule;

[Collection(typeof(Served))]
public class SeveralServicesTests(Served served)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ServicesThatStartAtOnce_KeepOneSchedule()
    {
        Assert.SkipUnless(Scheduler.Name == "Quartz", "of Quartz.NET");
        await using var test = await served.EmptyDatabaseAsync();
        await using var database = await test.OpenAsync();
        foreach (var cron in new[] { "30 4 1 1 *", "30 5 1 1 *" }) // the second in place of the first
        {
            var options = new ServiceOptions([new("http://127.0.0.1:0")], 1_000_000, [], false) { Schedule = new(cron, cron, TimeZoneInfo.Utc) };
            var apps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Service.StartAsync(database, options, Cancel))));
            await using (var command = database.Source.CreateCommand("SELECT string_agg(DISTINCT cron_expression, ';'), count(*) FROM quartz.qrtz_cron_triggers"))
            {
                await using var row = await command.ExecuteReaderAsync(Cancel);
                await row.ReadAsync(Cancel);
                Assert.Equal((1, 2L), (row.GetString(0).Split(';').Length, row.GetInt64(1)));
            }

            foreach (var app in apps)
            {
                await app.StopAsync(Cancel);
                await app.DisposeAsync();
            }
        }
    }
}
