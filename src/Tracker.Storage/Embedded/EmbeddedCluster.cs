using System.Globalization;
using System.Net.Sockets;
using Npgsql;

namespace Tracker.Storage.Embedded;

/// <summary>
/// A private PostgreSQL of Tracker: made and started when it is first needed, found again by the next command, up until it is stopped. It
/// listens on a socket in a private folder only. Any number of commands may ask for it at once.
/// </summary>
public sealed class EmbeddedCluster(ClusterHome home)
{
    public const string DatabaseName = "tracker";

    private const string DatabaseUser = "tracker";
    private const string MaintenanceDatabase = "postgres";

    /// <summary>Recovery after a crash replays at most a few GiB of log, which takes minutes on a slow disk.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public ClusterHome Home { get; } = home;

    public ClusterStatus Status()
    {
        var running = Postmaster.Find(Home.Data);
        return new(Home.Path, Home.Data, Home.Log, running is not null, running?.ProcessId, running?.SocketFolder, VersionOfData());
    }

    /// <summary>Makes and starts what is missing.</summary>
    /// <returns>The connection string of the database <see cref="DatabaseName"/>, which exists.</returns>
    /// <exception cref="StorageException">The server programs are missing, a folder is closed, or the server did not come up.</exception>
    public async Task<string> StartAsync(IProgress<string>? notes, CancellationToken cancellationToken)
    {
        if (await AnswerAsync(cancellationToken) is { } found)
            return found;
        Home.Create();
        using var alone = await FileLock
            .TakeAsync(Home.Lock, () => notes?.Report("waiting for another command that starts the database"), cancellationToken);
        if (await AnswerAsync(cancellationToken) is { } started)
            return started;
        var user = await ServerUser.OfAsync(Home, cancellationToken);
        var programs = await ServerPrograms.FindAsync(VersionOfData(), cancellationToken);
        if (VersionOfData() is null)
        {
            notes?.Report($"making a PostgreSQL {programs.Version} cluster in {Home.Folder}");
            await ClusterCreation.CreateAsync(Home, programs, user, DatabaseUser, cancellationToken);
        }

        return await BringUpAsync(programs, user, notes, cancellationToken);
    }

    /// <summary>Ends the server: open connections are closed, transactions rolled back, everything written. Waits for it.</summary>
    /// <returns>Whether a server ran.</returns>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Home.Data))
            return false;
        using var alone = await FileLock.TakeAsync(Home.Lock, null, cancellationToken);
        if (Postmaster.Find(Home.Data) is not { } server)
            return false;
        var user = await ServerUser.OfAsync(Home, cancellationToken);
        var programs = await ServerPrograms.FindAsync(VersionOfData(), cancellationToken);
        string[] arguments = ["stop", "-D", Home.Data, "-m", "fast", "-w", "-t", Seconds(LongestStart), "-s"];
        var stopped = await user.RunAsync(programs.PgCtl, arguments, Home.Folder, cancellationToken);
        if (!stopped.Succeeded && Postmaster.Find(Home.Data) is not null)
            throw new StorageException($"the server did not stop: {stopped.LastWords}");
        await SocketFolder.RemoveAsync(server.SocketFolder, Home, user, cancellationToken);
        return true;
    }

    private async Task<string> BringUpAsync(
        ServerPrograms programs, ServerUser user, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        var log = new ServerLog(Home.Log);
        log.Mark();
        var until = Environment.TickCount64 + (long)LongestStart.TotalMilliseconds;
        while (Environment.TickCount64 < until)
        {
            // A server whose command was killed may still be starting, recovering or stopping: it answers soon, or it ends.
            if (Postmaster.Find(Home.Data) is null)
                await LaunchAsync(programs, user, log, notes, cancellationToken);
            if (await AnswerAsync(cancellationToken) is { } connection)
                return connection;
            await Task.Delay(Pause, cancellationToken);
        }

        throw new StorageException($"the server in {Home.Data} runs and does not answer after {LongestStart.TotalMinutes} minutes:{log.SaidSince()}");
    }

    private async Task LaunchAsync(
        ServerPrograms programs, ServerUser user, ServerLog log, IProgress<string>? notes, CancellationToken cancellationToken)
    {
        if (Postmaster.WasKilled(Home.Data))
        {
            notes?.Report("the database was killed: recovering it");
            await Orphans.EndAsync(Home.Data, user, cancellationToken);
        }

        Postmaster.ForgetKilled(Home.Data, Home.Folder);
        await user.OwnAsync(Home, cancellationToken);
        var socket = await SocketFolder.ChooseAsync(Home, user, cancellationToken);
        ReplaceSettings(ServerSettings.OfThisMachine(programs.Version).Text(socket, Home.OwnSettings));
        notes?.Report("starting the database");
        // pg_ctl starts the server in a session of its own, with its output in the log: it outlives the command, the terminal and Ctrl-C.
        string[] arguments = ["start", "-D", Home.Data, "-l", Home.Log, "-w", "-t", Seconds(LongestStart), "-s"];
        var started = await user.RunAsync(programs.PgCtl, arguments, Home.Folder, cancellationToken);
        if (!started.Succeeded)
            throw new StorageException($"the server did not come up ({started.LastWords}); the end of {Home.Log}:{log.SaidSince()}");
    }

    /// <summary>The connection string when the server answers, and null when none runs or it is not ready.</summary>
    private async Task<string?> AnswerAsync(CancellationToken cancellationToken)
    {
        if (Postmaster.Find(Home.Data) is not { Port: > 0, SocketFolder.Length: > 0 } server)
            return null;
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = server.SocketFolder,
            Port = server.Port,
            Username = DatabaseUser,
            Password = await File.ReadAllTextAsync(Home.Password, cancellationToken),
            Database = DatabaseName,
        };
        try
        {
            await TryAsync(connection, null, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateDatabaseAsync(connection, cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StorageException($"the server in {Home.Data} does not take the password in {Home.Password}", error);
        }
        catch (NpgsqlException error) when (error is PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow }
            || error.InnerException is SocketException or IOException)
        {
            return null;
        }

        return connection.ConnectionString;
    }

    private static async Task CreateDatabaseAsync(NpgsqlConnectionStringBuilder connection, CancellationToken cancellationToken)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = MaintenanceDatabase };
        try
        {
            await TryAsync(maintenance, $"CREATE DATABASE {DatabaseName}", cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another command was faster.
        }
    }

    private static async Task TryAsync(NpgsqlConnectionStringBuilder connection, string? sql, CancellationToken cancellationToken)
    {
        await using var opened = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ConnectionString);
        await opened.OpenAsync(cancellationToken);
        if (sql is null)
            return;
        await using var command = new NpgsqlCommand(sql, opened);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>By a rename, so that a link which the server's user put there is replaced and not followed.</summary>
    private void ReplaceSettings(string text)
    {
        var unfinished = Path.Combine(Home.Data, $"postgresql.conf.{Environment.ProcessId}");
        File.Delete(unfinished);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
        };
        using (var writer = new StreamWriter(unfinished, options))
            writer.Write(text);
        File.Move(unfinished, Path.Combine(Home.Data, "postgresql.conf"), overwrite: true);
    }

    private int? VersionOfData()
    {
        var file = Path.Combine(Home.Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    private static string Seconds(TimeSpan time) => ((int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
