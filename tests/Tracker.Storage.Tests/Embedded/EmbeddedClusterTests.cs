using System.Diagnostics;
using Npgsql;
using Tracker.Storage.Embedded;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Embedded;

public class EmbeddedClusterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_ColdThenAgainThenStopped_IsOneServerThatKeepsItsData()
    {
        await using var home = TestHome.Create();
        Assert.Equal(new(home.Path, home.Cluster.Home.Data, home.Cluster.Home.Log, false, null, null, null), home.Cluster.Status());

        var connection = await home.Cluster.StartAsync(null, Cancel);
        var first = home.Cluster.Status();
        await ScalarAsync(connection, "CREATE TABLE kept AS SELECT 42 AS answer");

        // Another command finds the server, with nothing in memory of the first.
        Assert.Equal(connection, await new EmbeddedCluster(new(home.Path)).StartAsync(null, Cancel));
        Assert.True(first.Running);
        Assert.Equal(first, home.Cluster.Status());

        Assert.True(await home.Cluster.StopAsync(Cancel));
        Assert.False(home.Cluster.Status().Running);
        Assert.False(await home.Cluster.StopAsync(Cancel));

        Assert.Equal(42, await ScalarAsync(await home.Cluster.StartAsync(null, Cancel), "SELECT answer FROM kept"));
        Assert.NotEqual(first.ProcessId, home.Cluster.Status().ProcessId);
    }

    [Fact]
    public async Task Start_AfterTheServerWasKilled_RecoversWhatWasCommitted()
    {
        await using var home = TestHome.Create();
        var connection = await home.Cluster.StartAsync(null, Cancel);
        await ScalarAsync(connection, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number");
        Kill(home);

        connection = await home.Cluster.StartAsync(null, Cancel);

        Assert.Equal(1000L, await ScalarAsync(connection, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task Start_WithTheProcessIdOfTheKilledServerTakenByAnotherProgram_StartsAgain()
    {
        await using var home = TestHome.Create();
        await home.Cluster.StartAsync(null, Cancel);
        Kill(home);
        string[] lockFiles = [Path.Combine(home.Cluster.Home.Data, "postmaster.pid"), Path.Combine(home.Cluster.Home.Folder, ".s.PGSQL.5432.lock")];
        foreach (var file in lockFiles)
        {
            var lines = await File.ReadAllLinesAsync(file, Cancel);
            lines[0] = Environment.ProcessId.ToString();
            await File.WriteAllLinesAsync(file, lines, Cancel);
        }

        await home.Cluster.StartAsync(null, Cancel);

        Assert.True(home.Cluster.Status().Running);
    }

    [Fact]
    public async Task Start_AfterTheServerWasKilledUnderALongStatement_EndsTheStatementAndRecovers()
    {
        await using var home = TestHome.Create();
        var connection = await home.Cluster.StartAsync(null, Cancel);
        var endless = ScalarAsync(connection, "DO $$ BEGIN LOOP END LOOP; END $$");
        await Task.Delay(200, Cancel);
        Assert.False(endless.IsCompleted);
        Kill(home);

        Assert.Equal(1, await ScalarAsync(await home.Cluster.StartAsync(null, Cancel), "SELECT 1"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => endless);
    }

    [Fact]
    public async Task Start_FourAtOnce_MakesOneCluster()
    {
        await using var home = TestHome.Create();

        var connections = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => new EmbeddedCluster(new(home.Path)).StartAsync(null, Cancel))));

        Assert.Single(connections.Distinct());
        Assert.Empty(Directory.GetDirectories(home.Cluster.Home.Folder, "initdb-*"));
    }

    [Fact]
    public async Task Start_AfterInitdbWasCutOff_BeginsAnew()
    {
        await using var home = TestHome.Create();
        using var cutOff = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = home.Cluster.StartAsync(null, cutOff.Token);
        while (Directory.GetDirectories(home.Cluster.Home.Folder, "initdb-*").Length == 0)
            await Task.Delay(5, Cancel);
        await cutOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Directory.CreateDirectory(Path.Combine(home.Cluster.Home.Folder, "initdb-00000000"));
        Assert.False(Directory.Exists(home.Cluster.Home.Data));

        await home.Cluster.StartAsync(null, Cancel);

        Assert.Empty(Directory.GetDirectories(home.Cluster.Home.Folder, "initdb-*"));
    }

    [Fact]
    public async Task Start_WithSettingsThatTheServerRefuses_CarriesTheLastLinesOfItsLog()
    {
        await using var home = TestHome.Create("shared_buffers = plenty\n");

        var error = await Assert.ThrowsAsync<StorageException>(() => home.Cluster.StartAsync(null, Cancel));

        Assert.Contains("did not come up", error.Message, StringComparison.Ordinal);
        Assert.Contains("invalid value for parameter \"shared_buffers\": \"plenty\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_InAFolderWithALongPath_ListensElsewhere()
    {
        await using var home = TestHome.Create();
        var far = new ClusterHome(Path.Combine(home.Path, new string('a', 80), "with, comma"));
        var cluster = new EmbeddedCluster(far);
        try
        {
            Assert.Equal(1, await ScalarAsync(await cluster.StartAsync(null, Cancel), "SELECT 1"));
            Assert.StartsWith("/tmp/tracker.", cluster.Status().SocketFolder, StringComparison.Ordinal);
        }
        finally
        {
            await cluster.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task TheCluster_IsClosedToOthersAndAsksForThePassword()
    {
        await using var home = TestHome.Create();
        var connection = await home.Cluster.StartAsync(null, Cancel);
        var without = new NpgsqlConnectionStringBuilder(connection) { Password = "guess" }.ConnectionString;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(without, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(home.Cluster.Home.Password));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(home.Cluster.Home.Folder));
        var rules = await File.ReadAllLinesAsync(Path.Combine(home.Cluster.Home.Data, "pg_hba.conf"), Cancel);
        Assert.DoesNotContain(rules, rule => !rule.StartsWith('#') && rule.Contains("trust", StringComparison.Ordinal));
        Assert.Equal("", await ScalarAsync(connection, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task Start_AsRootBelowAClosedFolder_NamesTheFolder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root runs the server as another user");
        await using var home = TestHome.Create();
        var closed = Path.Combine(home.Path, "closed");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var error = await Assert.ThrowsAsync<StorageException>(() =>
            new EmbeddedCluster(new(Path.Combine(closed, "home"))).StartAsync(null, Cancel));

        Assert.Equal(
            $"the folder {closed} cannot be entered by the user postgres, whom the server runs as: set TRACKER_HOME to a folder outside of it",
            error.Message);
    }

    private static void Kill(TestHome home)
    {
        using var server = Process.GetProcessById(home.Cluster.Status().ProcessId!.Value);
        server.Kill();
        server.WaitForExit();
    }

    private static async Task<object?> ScalarAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
