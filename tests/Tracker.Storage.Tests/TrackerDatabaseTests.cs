using Npgsql;
using Tracker.Testing;

namespace Tracker.Storage.Tests;

public class TrackerDatabaseTests(TestCluster cluster)
{
    [Fact]
    public async Task Open_AppliesTheMigrations()
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await test.OpenAsync();
        await using var command = database.Source.CreateCommand("SELECT count(*) FROM tracker.runs");

        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("postgres://user:secret@somewhere/db", "TRACKER_DATABASE: expected Host=…")]
    [InlineData("Host=localhost;Port=many;Password=secret", "TRACKER_DATABASE: expected Host=…")]
    [InlineData("Database=tracker", "got no Host")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=secret", "database x on 127.0.0.1:1: no server answers")]
    public async Task Open_WithAConnectionThatCannotBe_SaysSoInOneLineWithoutThePassword(string connection, string expected)
    {
        var error = await Assert.ThrowsAsync<StorageException>(() =>
            TrackerDatabase.OpenAsync(new(connection), null, TestContext.Current.CancellationToken));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("Database", "absent", "database absent on")]
    [InlineData("Password", "wrong", "the server refuses the user tracker")]
    public async Task Open_WithADatabaseOrPasswordThatTheServerRefuses_SaysWhich(string key, string value, string expected)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        var connection = new NpgsqlConnectionStringBuilder(test.ConnectionString) { [key] = value }.ConnectionString;

        var error = await Assert.ThrowsAsync<StorageException>(() =>
            TrackerDatabase.OpenAsync(new(connection), null, TestContext.Current.CancellationToken));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(";Command Timeout=7", 7)]
    public async Task Open_WithoutACommandTimeout_SetsNone(string more, int expected)
    {
        await using var test = await cluster.CreateDatabaseAsync();
        await using var database = await TrackerDatabase.OpenAsync(
            new(test.ConnectionString + more), null, TestContext.Current.CancellationToken);
        await using var command = database.Source.CreateCommand();
        await using var connection = database.Source.CreateConnection();

        Assert.Equal(expected, connection.CommandTimeout);
    }
}
