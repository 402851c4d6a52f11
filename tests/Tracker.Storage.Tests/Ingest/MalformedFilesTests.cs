using Npgsql;
using Tracker.Storage.Ingest;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>Whatever a file holds: counted rejects or one clear error, balanced books, and nothing half-loaded.</summary>
public class MalformedFilesTests(TestCluster cluster)
{
    private const int Sample = 130;
    private const int Full = 10_000;

    [Fact]
    public Task AnyMalformedFile_GivesRejectsOrOneError() => LoadAll(Sample);

    [Fact(Explicit = true), Trait("soak", "ingest-files")]
    public Task TenThousandMalformedFiles() => LoadAll(Full);

    private async Task LoadAll(int files)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        var (refused, rejects, events) = (0, 0L, 0L);
        for (var seed = 0; seed < files; seed++)
        {
            var file = MalformedFile.Draw(seed);
            using var folder = new PanelFolder(MalformedFile.ConsumerRows()).WriteRaw($"events/{file.Name}", file.Bytes);
            try
            {
                var report = await Loader.LoadAsync(database.Source, folder.Path, null, TestContext.Current.CancellationToken);
                Assert.True(report.Read == report.Accepted + report.Rejected + report.Duplicates, $"seed {seed}, {file.Kind}: {report}");
                rejects += report.Rejected;
                events += report.Accepted - report.Corrected;
            }
            catch (IngestException error)
            {
                Assert.True(error.Message.StartsWith($"events/{file.Name}: ", StringComparison.Ordinal), $"seed {seed}, {file.Kind}: {error.Message}");
                Assert.DoesNotContain('\n', error.Message);
                refused++;
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}, {file.Kind}", error);
            }

            if (seed % 100 == 99 || seed == files - 1)
                Assert.Equal(events, await ScalarAsync(database.Source, "SELECT count(*) FROM warehouse.events"));
        }

        Assert.Equal(rejects, await ScalarAsync(database.Source, "SELECT count(*) FROM warehouse.rejects"));
        Assert.Equal(0, await ScalarAsync(database.Source, "SELECT count(*) FROM pg_tables WHERE schemaname = 'staging'"));
        await Marts.AssertEqualTheEventsAsync(database.Source);
        Assert.True(refused > 0 && rejects > 0 && events > 0, "the sample holds files of every fate");
        TestContext.Current.SendDiagnosticMessage("{0} files: {1} refused with one error, {2} rows rejected, {3} events kept", files, refused, rejects, events);
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
