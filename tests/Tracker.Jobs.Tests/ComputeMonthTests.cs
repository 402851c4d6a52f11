using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Npgsql;
using Tracker.Core.Movers;
using Tracker.Core.Panel;
using Tracker.Storage;
using Tracker.Storage.Results;
using Tracker.Testing;

namespace Tracker.Jobs.Tests;

public class ComputeMonthTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithoutAMonth_ComputesTheLastCompleteOne()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);

        var run = await RunAsync(database);

        Assert.Equal((RunStatus.Done, PlantedPanel.Last, 1L), (run.Status, run.Month, run.DataVersion));
        Assert.Equal(("no-targets", 2000.0, 1.0, 0, ""), (run.Weighting, run.EffectiveSampleSize, run.LargestWeight, run.Trimmed, run.MergedCells));
        Assert.Equal((2000, 0, 0, 2000, 2000.0), (run.PanelSize, run.Joined, run.Left, run.Stayed, run.Population));
        var published = await PublishedMovers.ReadAsync(database.Source, null, Cancel);
        Assert.Equal(run.Series, published!.Movers.Count);
        Assert.Equal(PlantedPanel.Mover, published.Movers[0].Sector);
        Assert.Equal(27, run.Series + await ScalarAsync(test, "SELECT count(*) FROM tracker.not_applicable"));
    }

    [Fact]
    public async Task Run_Again_ReturnsTheStoredRunUnchanged_AndIsTimedOnce()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var times = new ConcurrentQueue<double>(); // those of other tests among them
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument is { Name: "tracker.run.duration", Meter.Name: Instruments.Name })
                    own.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => times.Enqueue(seconds));
        listener.Start();
        var first = await RunAsync(database);
        var second = await RunAsync(database);

        Assert.Equal(first, second);
        Assert.Single(times, (first.FinishedAt!.Value - first.StartedAt!.Value).TotalSeconds);
        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.runs"));
    }

    [Fact]
    public async Task Run_OnOlderData_ThatEndsLater_RevisesNothing()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var older = await ComputeMonth.ReadAsync(database, null, Cancel);
        await PlantedPanel.NewVersionAsync(database, 2);
        await ScalarAsync(test, "WITH changed AS (UPDATE mart.sector_month SET gross_cents = 2 * gross_cents RETURNING 1) SELECT count(*) FROM changed");
        var newer = await RunAsync(database);
        var late = await ComputeMonth.RankAsync(database, older, PlantedPanel.Last, ScoringOptions.Default, null, Cancel);
        Assert.Equal((1L, RunStatus.Done, null), (late.DataVersion, late.Status, late.RevisedBecause));
        Assert.Equal(newer.RunId, (await PublishedMovers.ReadAsync(database.Source, null, Cancel))!.Run.RunId);
    }

    [Fact]
    public async Task Run_FromAMonth_ComputesEachAsOfItsOwnPast()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var alone = await ComputeMonth.RunAsync(database, PlantedPanel.Last - 2, ScoringOptions.Default, null, Cancel);
        var notes = new Said();
        var runs = await ComputeMonths.FromAsync(database, PlantedPanel.Last - 3, null, true, ScoringOptions.Default, notes, Cancel);

        Assert.Equal([PlantedPanel.Last - 3, PlantedPanel.Last - 2, PlantedPanel.Last - 1, PlantedPanel.Last], runs.Select(run => run.Month));
        Assert.Equal(alone, runs[1]);
        Assert.Single(notes.Lines, "reading the panel");
        Assert.Contains($"{PlantedPanel.Last - 2} is computed already on this data (2 of 4)", notes.Lines);
        var refused = await Assert.ThrowsAsync<NothingToComputeException>(() =>
            ComputeMonths.FromAsync(database, PlantedPanel.Last, PlantedPanel.Last + 1, true, ScoringOptions.Default, null, Cancel));
        Assert.StartsWith($"month {PlantedPanel.Last + 1}: expected a complete month", refused.Message, StringComparison.Ordinal);
    }

    private sealed class Said : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }

    [Fact]
    public async Task Run_OnNewDataThatIsTheSame_GivesTheSameBytes()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        await RunAsync(database);
        var first = await PublishedAsync(database);
        await PlantedPanel.WriteAsync(database, 2);
        await RunAsync(database);

        Assert.Equal(first, await PublishedAsync(database));
        Assert.Equal(2L, await ScalarAsync(test, "SELECT count(*) FROM tracker.runs"));
    }

    [Fact]
    public async Task Run_EightAtOnce_IsOneRun()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, months: 20);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunAsync(database))));

        Assert.Single(runs.Distinct());
        Assert.Equal(1L, runs[0].Fence);
    }

    [Fact]
    public async Task Run_ThatIsCancelled_IsGivenBackAndComputedNextTime()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var notes = new Stopper("scoring", stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ComputeMonth.RunAsync(database, null, ScoringOptions.Default, notes, stop.Token));
        Assert.Equal(1L, await ScalarAsync(test, "SELECT count(*) FROM tracker.runs WHERE status = 'pending'"));
        Assert.Equal(0L, await ScalarAsync(test, "SELECT count(*) FROM tracker.movers"));

        Assert.Equal(2L, (await RunAsync(database)).Fence);
    }

    [Fact]
    public async Task Run_WithOtherOptions_IsAnotherRun()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, months: 20);
        var strict = await RunAsync(database, new() { FalseDiscoveryRate = 0.01 });
        var usual = await RunAsync(database);

        Assert.NotEqual(strict.RunId, usual.RunId);
        Assert.Contains("\"FalseDiscoveryRate\":0.01", strict.Configuration, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-11", "month 2025-11: expected a complete month of the data, 2024-03 to 2025-10")]
    [InlineData("2024-02", "month 2024-02: expected a complete month of the data, 2024-03 to 2025-10")]
    public async Task Run_OfAMonthThatIsNotThere_SaysWhichAre(string month, string expected)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1, months: 20);

        var error = await Assert.ThrowsAsync<NothingToComputeException>(() =>
            ComputeMonth.RunAsync(database, Month.Parse(month), ScoringOptions.Default, null, Cancel));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task Run_WithPopulationTargets_IsWeightedToThem_AndSaysWhatTheWeightsCost()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await PlantedPanel.WriteAsync(database, 1);
        var plain = await ActualAsync(database);
        // Three quarters of the panel, with all of its activity, stand for a quarter of the population.
        await using (var command = database.Source.CreateCommand(
            """
            INSERT INTO warehouse.population VALUES ('2025-01-01', '{"region": "west"}', 1000), ('2025-01-01', '{"region": "east"}', 2000), ('2025-01-01', '{"region": "north"}', 1000);
            INSERT INTO warehouse.weighting_cells VALUES (1, '{"region": "west"}'), (2, '{"region": "east"}');
            INSERT INTO mart.consumer_cells SELECT i, '-infinity', CASE WHEN i < 1500 THEN 1 ELSE 2 END FROM generate_series(0, 1999) AS i;
            UPDATE mart.sector_month SET cell = 1;
            """))
            await command.ExecuteNonQueryAsync(Cancel);
        await PlantedPanel.NewVersionAsync(database, 2);

        var run = await RunAsync(database);

        Assert.Equal(("exact", 4000.0, 0, 0), (run.Weighting, run.Population, run.Trimmed, run.OutsideTargets));
        Assert.Equal("region=north into region=east", run.MergedCells);
        Assert.Equal(6, run.LargestWeight!.Value, 1e-9); // 3,000 people of 500 consumers
        Assert.Equal(4000.0 * 4000 / (1000 * 1000 / 1500.0 + 3000 * 3000 / 500.0), run.EffectiveSampleSize!.Value, 1e-6);
        Assert.Equal(plain * 1000 / 1500, await ActualAsync(database), 1e-6 * plain);

        async Task<double> ActualAsync(TrackerDatabase from)
        {
            await RunAsync(from);
            return (await PublishedMovers.ReadAsync(from.Source, null, Cancel))!.Movers.Single(mover => mover is { Sector: PlantedPanel.Mover, Metric: "total_spend" }).Actual;
        }
    }

    [Fact]
    public async Task Run_WithoutData_SaysSo()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();

        var error = await Assert.ThrowsAsync<NothingToComputeException>(() => RunAsync(database));

        Assert.Equal("there is no data yet: expected a load, as by tracker ingest", error.Message);
    }

    private static Task<Run> RunAsync(TrackerDatabase database, ScoringOptions? options = null) =>
        ComputeMonth.RunAsync(database, null, options ?? ScoringOptions.Default, null, Cancel);

    private static async Task<string> PublishedAsync(TrackerDatabase database) =>
        JsonSerializer.Serialize((await PublishedMovers.ReadAsync(database.Source, PlantedPanel.Last, Cancel))!.Movers);

    private static async Task<long> ScalarAsync(TestDatabase test, string sql)
    {
        await using var source = NpgsqlDataSource.Create(test.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Cancels when a note begins with a word.</summary>
    private sealed class Stopper(string word, CancellationTokenSource stop) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith(word, StringComparison.Ordinal))
                stop.Cancel();
        }
    }
}
