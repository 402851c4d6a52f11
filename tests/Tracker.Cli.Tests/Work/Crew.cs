using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Tracker.Storage.Access;
using Tracker.Storage.Work;
using Tracker.Testing;

namespace Tracker.Cli.Tests.Work;

/// <summary>A service and two workers as processes on a PostgreSQL of their own, with a panel of all sectors and what one process alone computes of it.</summary>
public abstract class Crew(int consumers, int months) : IAsyncLifetime
{
    public const int Count = 3;

    /// <summary>A killed process's work waits so long.</summary>
    private const int LeaseSeconds = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TestHome home = TestHome.Create();
    private readonly TemporaryFolder folder = new();
    private readonly Process?[] processes = new Process?[Count];
    private string connection = "";
    private NpgsqlDataSource? source;
    private string key = "";
    private Uri? address;

    public NpgsqlDataSource Source => source!;

    /// <summary>What a process alone publishes of the last month.</summary>
    public string Expected { get; private set; } = "";

    /// <summary>The last month of the panel.</summary>
    public string Month { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        connection = await home.Cluster.StartAsync(null, CancellationToken.None);
        await DoneAsync("generate", "--out", folder["panel"], "--consumers", $"{consumers}", "--months", $"{months}", "--seed", "6");
        await DoneAsync("ingest", folder["panel"]);
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "tests", Pooling = false });
        await DoneAsync("run");
        Expected = await ResultDigest.OfAsync(source);
        Month = (string)(await ScalarAsync("SELECT to_char(max(month), 'YYYY-MM') FROM tracker.runs"))!;
        key = (await ApiKeys.CreateAsync(source, Role.Operator, "", null, "tests", CancellationToken.None)).Key;
        for (var i = 0; i < Count; i++)
            await StartAsync(i);
        await ForgetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        for (var i = 0; i < Count; i++)
            await KillAsync(i);
        if (source is not null)
            await source.DisposeAsync();
        await home.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>As if nobody had computed anything.</summary>
    public async Task ForgetAsync() => await ScalarAsync("TRUNCATE tracker.work, tracker.runs, tracker.drivers, tracker.decompositions, tracker.bought CASCADE");

    public bool IsUp(int i) => processes[i] is { HasExited: false };

    public int IdOf(int i) => processes[i]!.Id;

    public async Task KillAsync(int i)
    {
        if (processes[i] is not { } process)
            return;
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
        process.Dispose();
        processes[i] = null;
    }

    /// <summary>The first is the service.</summary>
    public async Task StartAsync(int i)
    {
        string[] arguments = i == 0 ? ["serve", "--urls", "http://127.0.0.1:0"] : ["worker"];
        var start = new ProcessStartInfo("dotnet", [TrackerProcess.Program, .. arguments, "--format", "csv", "--database", connection]);
        start.Environment["TRACKER_WORK_LEASE"] = LeaseSeconds.ToString(CultureInfo.InvariantCulture);
        start.Environment["TRACKER_SCHEDULE_MONTH"] = start.Environment["TRACKER_SCHEDULE_MONTH_TO_DATE"] = "off";
        var process = processes[i] = TrackerProcess.Start(start);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardOutput.ReadLineAsync();
        var said = await process.StandardOutput.ReadLineAsync();
        if (i == 0)
            address = new(said!);
    }

    /// <summary>
    /// Whoever does work of a kind waits before it writes what it found, until this is disposed of or the database ends: it is in hand for as long as a test
    /// needs, however quickly it would be done.
    /// </summary>
    public async Task<IAsyncDisposable> HoldAsync(string kind)
    {
        var table = kind switch
        {
            WorkKind.Score => "month_parts",
            WorkKind.Month => "runs",
            WorkKind.Drivers => "drivers",
            WorkKind.Decompose => "decompositions",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        var connection = await Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE tracker.{table} IN SHARE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public async Task RestartDatabaseAsync()
    {
        await home.Cluster.StopAsync(CancellationToken.None);
        Assert.Equal(connection, await home.Cluster.StartAsync(null, CancellationToken.None));
    }

    /// <summary>Asks for the month.</summary>
    /// <returns>The number of the work.</returns>
    public Task<long> AskAsync() => AskAsync("runs", new { month = Month });

    /// <summary>Asks for a decomposition that nobody planned.</summary>
    /// <returns>The number of the work.</returns>
    public Task<long> AskAsync(string sector, string metric) => AskAsync("decompositions", new { month = Month, sector, metric, reference = "1" });

    /// <summary>The kind of what a process has in hand; null for nothing.</summary>
    public async Task<string?> InHandAsync(int processId) =>
        await ScalarAsync($"SELECT kind FROM tracker.work WHERE status = 'running' AND worker LIKE '% {processId}' ORDER BY work_id DESC LIMIT 1") as string;

    /// <summary>Waits for the end of the month, whatever the database does in between, and compares all that there is with what one process computes.</summary>
    public async Task ProveAsync(long work)
    {
        var watch = Stopwatch.StartNew();
        while (await StatusAsync(work) is not ("done" or "dead") and var status)
        {
            if (watch.Elapsed > Patience)
                Assert.Fail($"work {work} is still {status} after {Patience}: {await LedgerAsync()}");
            await Task.Delay(50);
        }

        Assert.True(await StatusAsync(work) == "done", await LedgerAsync());
        Assert.Equal(Expected, await ResultDigest.OfAsync(Source));
        Assert.Equal(
            "bought done 1 each, decompose done 1 each, drivers done 1 each, month done 1 each, score done 1 each",
            await ScalarAsync(
                """
                SELECT string_agg(concat_ws(' ', kind, status, most, 'each'), ', ' ORDER BY kind, status)
                FROM (SELECT kind, status, max(count) AS most FROM (SELECT kind, status, key, count(*) FROM tracker.work GROUP BY kind, status, key) AS k GROUP BY kind, status) AS w
                """));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM tracker.month_parts"));
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<long> AskAsync(string what, object body)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        using var asked = await client.PostAsJsonAsync(new Uri($"/api/v1/{what}", UriKind.Relative), body);
        asked.EnsureSuccessStatusCode();
        return (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("request").GetInt64();
    }

    private async Task<string?> StatusAsync(long work)
    {
        try
        {
            return await ScalarAsync($"SELECT status FROM tracker.work WHERE work_id = {work}") as string;
        }
        catch (NpgsqlException)
        {
            return "away";
        }
    }

    public async Task<string?> LedgerAsync() =>
        await ScalarAsync("SELECT string_agg(concat_ws(' ', work_id, kind, status, attempt, worker, error), E'\n' ORDER BY work_id) FROM tracker.work") as string;

    private async Task DoneAsync(params string[] arguments)
    {
        string[] database = arguments[0] == "generate" ? [] : ["--database", connection];
        var done = await TrackerProcess.RunAsync([.. arguments, .. database]);
        Assert.True(done.ExitCode == 0, $"{arguments[0]}: {done.Error}");
    }
}

/// <summary>Of a panel that is computed quickly.</summary>
public sealed class SmallCrew() : Crew(150, 26);

/// <summary>Of a panel with all that a month has.</summary>
public sealed class FullCrew() : Crew(500, 30);
