using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Tracker.Jobs.Alerts;
using Tracker.Jobs.Work;
using Tracker.Storage;
using Tracker.Storage.Alerts;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Jobs.Tests.Alerts;

/// <summary>From dead work to a receiver, by a worker.</summary>
public class SendAlertTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATargetThatFailsTwice_IsToldTheThirdTime_TheSameUnderTheSameNumber()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var receiver = await Receiver.StartAsync((http, number) =>
        {
            http.Response.StatusCode = number < 2 ? 500 : 204;
            return Task.CompletedTask;
        });
        var added = await AddTargetAsync(database, receiver.Url);
        await DieAsync(database);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.True(await WorkAsync(database));
            Assert.False(await WorkAsync(database)); // not before its time
            await ExecuteAsync(database, "UPDATE tracker.work SET not_before = now()");
        }

        Assert.False(await WorkAsync(database));
        var item = Assert.Single(await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Alert), null, 10, Cancel));
        Assert.Equal((WorkStatus.Done, $"told {receiver.Url.GetLeftPart(UriPartial.Path)}"), (item.Status, Assert.Single(item.Steps)));
        Assert.Equal(3, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(got => Convert.ToHexString(got.Body)).Distinct());
        Assert.All(receiver.Received, got => Assert.Equal(item.WorkId.ToString(CultureInfo.InvariantCulture), got.Headers[AlertSender.DeliveryHeader]));
        Assert.All(receiver.Received, got => Assert.Equal(SignatureOf(got, added.Secret!), got.Headers[AlertSignature.Header]));
        var message = JsonDocument.Parse(receiver.Received[0].Body).RootElement;
        Assert.Equal(("dead", "no such month"), (message.GetProperty("event").GetString(), message.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task ATargetThatNeverTakesIt_EndsAsADeadLetter_AndTheOtherIsToldOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var bad = await Receiver.StartAsync((http, _) =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var good = await Receiver.StartAsync();
        await AddTargetAsync(database, bad.Url);
        await AddTargetAsync(database, good.Url);
        await DieAsync(database);
        for (var attempt = 1; attempt <= WorkOptions.Default.MostDeliveries + 1; attempt++)
        {
            await WorkAsync(database);
            await ExecuteAsync(database, "UPDATE tracker.work SET not_before = now()");
        }

        var dead = Assert.Single(await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Alert, Status: WorkStatus.Dead), null, 10, Cancel));
        Assert.Equal("expected 2xx, got 500", dead.Error);
        Assert.Equal((WorkOptions.Default.MostDeliveries, 1), (bad.Received.Count, good.Received.Count));
    }

    /// <summary>That a target cannot be reached is no trouble with the database: it has attempts, and what comes after it is done.</summary>
    [Fact]
    public async Task ATargetWhereNobodyListens_WaitsForItsNextAttempt_AndHoldsNothingUp()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        Uri nobody;
        await using (var receiver = await Receiver.StartAsync())
            nobody = receiver.Url;
        await AddTargetAsync(database, nobody);
        await DieAsync(database);
        var next = await WorkLedger.AddAsync(database.Source, NewWork.OfMonth(new(2025, 11)), "tests", Cancel);
        Assert.True(await WorkAsync(database));
        var item = Assert.Single(await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Alert), null, 10, Cancel));
        Assert.Equal((WorkStatus.Queued, 1), (item.Status, item.Attempt));
        Assert.StartsWith("ConnectionError: ", item.Error, StringComparison.Ordinal);
        Assert.True(await WorkAsync(database));
        Assert.Equal(WorkStatus.Dead, (await WorkLedger.FindAsync(database.Source, next.WorkId, Cancel))!.Status);
    }

    [Fact]
    public async Task ATargetThatWasRemoved_IsNotTold()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var receiver = await Receiver.StartAsync();
        var added = await AddTargetAsync(database, receiver.Url);
        await DieAsync(database);
        Assert.True(await AlertTargets.RemoveAsync(database.Source, added.Id, "tests", Cancel));
        Assert.False(await AlertTargets.RemoveAsync(database.Source, added.Id, "tests", Cancel));
        Assert.True(await WorkAsync(database));
        Assert.Empty(receiver.Received);
        Assert.Equal(["not sent: the target was removed"], Assert.Single(await WorkLedger.ListAsync(database.Source, new(Kind: WorkKind.Alert, Status: WorkStatus.Done), null, 10, Cancel)).Steps);
    }

    [Fact]
    public async Task Targets_AreInTheAuditLog_AndTheirSecretsAreNot()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var receiver = await Receiver.StartAsync();
        var added = await AddTargetAsync(database, receiver.Url);
        var target = (await AlertTargets.FindAsync(database.Source, added.Id, Cancel))!;
        await TryTarget.RunAsync(database, target, AlertSender.Usual, "tests", Cancel);
        await Assert.ThrowsAsync<AlertNotDeliveredException>(() => TryTarget.RunAsync(database, target with { AllowPrivate = false }, AlertSender.Usual, "tests", Cancel));
        await AlertTargets.RemoveAsync(database.Source, added.Id, "tests", Cancel);

        await using var command = database.Source.CreateCommand("SELECT action || ': ' || subject FROM tracker.audit ORDER BY audit_id");
        await using var rows = await command.ExecuteReaderAsync(Cancel);
        var audit = new List<string>();
        while (await rows.ReadAsync(Cancel))
            audit.Add(rows.GetString(0));
        Assert.Equal(
            [
                $"alert target added: {added.Id} webhook tests", $"alert target tested: {added.Id} delivered",
                $"alert target tested: {added.Id} 127.0.0.1 has no public address: add the target with --allow-private where that is meant",
                $"alert target removed: {added.Id} webhook tests",
            ],
            audit);
        Assert.Equal("test", JsonDocument.Parse(Assert.Single(receiver.Received).Body).RootElement.GetProperty("event").GetString());
    }

    private static Task<NewAlertTarget> AddTargetAsync(TrackerDatabase database, Uri url) =>
        AlertTargets.AddAsync(database.Source, AlertTargetKind.Webhook, url, "tests", allowPrivate: true, allowHttp: true, "tests", Cancel);

    private static async Task DieAsync(TrackerDatabase database)
    {
        await WorkLedger.AddAsync(database.Source, NewWork.OfMonth(new(2025, 10)), "tests", Cancel);
        await (await WorkLedger.ClaimAsync(database.Source, "tests", 0, WorkOptions.Default, Cancel))!.FailAsync("no such month", again: false, 0, Cancel);
    }

    private static async Task<bool> WorkAsync(TrackerDatabase database)
    {
        using var worker = new Worker("tests", database, JobTable.All, WorkOptions.Default, NullLogger.Instance);
        return await worker.DoNextAsync(0, Cancel);
    }

    private static string SignatureOf(Received got, string secret)
    {
        var seconds = got.Headers[AlertSignature.Header].Split(',')[0][2..];
        return AlertSignature.Of(secret, DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)), got.Body);
    }

    private static async Task ExecuteAsync(TrackerDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
