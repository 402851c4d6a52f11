using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using Tracker.Synthetic;

namespace Tracker.Benchmarks;

/// <summary>
/// The whole of ingest (reading, duplicate check, rollup, publication) against <c>psql \copy</c> of the same files into an unindexed table whose
/// columns take the text of the files; same cluster and settings, one after the other. Then a month's run on what was loaded.
/// </summary>
internal sealed class IngestBenchmark(GeneratorOptions options, bool shuffled, TextWriter output, TextWriter notes)
{
    private const string CopyTable = "copied";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter notes)
    {
        var options = new GeneratorOptions { Consumers = 100_000, Months = 84, EventsPerMonth = 7.2 };
        var shuffled = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--consumers": options = options with { Consumers = Number(arguments[++i]) }; break;
                case "--months": options = options with { Months = Number(arguments[++i]) }; break;
                case "--shuffled": shuffled = true; break;
                default:
                    notes.WriteLine($"{arguments[i]}: expected --consumers N, --months M or --shuffled");
                    return 2;
            }
        }

        await new IngestBenchmark(options, shuffled, output, notes).RunAsync();
        return 0;

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    private async Task RunAsync()
    {
        await using var scratch = new ScratchCluster();
        var panel = Path.Combine(scratch.Folder, "panel");
        notes.WriteLine($"generating {options.Consumers:N0} consumers over {options.Months} months");
        PanelGenerator.Write(options, panel, null, CancellationToken.None);
        if (shuffled)
            RowShuffle.Shuffle(Path.Combine(panel, "events"), notes);
        var connection = await scratch.StartAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 0 });

        notes.WriteLine("psql \\copy");
        var copy = await CopyAsync(source, connection, panel);
        var rows = await ScalarAsync(source, $"SELECT count(*) FROM {CopyTable}");
        var copyBytes = await ScalarAsync(source, $"SELECT pg_total_relation_size('{CopyTable}')");
        await ExecuteAsync(source, $"DROP TABLE {CopyTable}");
        await ExecuteAsync(source, "CHECKPOINT");

        notes.WriteLine("tracker ingest");
        var ingest = await ScratchCluster.TrackerAsync("ingest", panel, "--format", "json");
        using var books = JsonDocument.Parse(ingest.Output);
        if (books.RootElement.GetProperty("accepted").GetInt64() != rows)
            throw new InvalidOperationException($"expected {rows} accepted rows: {ingest.Output}");
        var eventBytes = await ScalarAsync(source, "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'warehouse.events'::regclass");
        var martBytes = await ScalarAsync(source,
            "SELECT sum(pg_total_relation_size(inhrelid)) + pg_total_relation_size('mart.sector_day') + pg_total_relation_size('mart.sector_month') + pg_total_relation_size('mart.months') FROM pg_inherits WHERE inhparent = 'mart.cells'::regclass");
        var cells = await ScalarAsync(source, "SELECT sum(cardinality(consumer_ids)) FROM mart.cells");
        notes.WriteLine("tracker ingest again");
        var again = await ScratchCluster.TrackerAsync("ingest", panel, "--format", "json");
        notes.WriteLine("tracker run");
        var run = await ScratchCluster.TrackerAsync("run", "--movers-only", "--format", "json");
        notes.WriteLine("tracker run, drivers and splits");
        var explained = await ScratchCluster.TrackerAsync("run", "--format", "json");

        output.WriteLine($"{rows:N0} events, {options.Consumers:N0} consumers, {options.Months} months, {cells:N0} cells{(shuffled ? ", rows in random order" : "")}; {Environment.ProcessorCount} cores");
        output.WriteLine("| | seconds | rows a second | process peak MiB | bytes an event |");
        output.WriteLine("|---|---|---|---|---|");
        output.WriteLine($"| psql \\copy, no index | {copy.TotalSeconds:0.0} | {rows / copy.TotalSeconds:N0} | | {(double)copyBytes / rows:0.0} |");
        output.WriteLine($"| tracker ingest | {ingest.Wall.TotalSeconds:0.0} | {rows / ingest.Wall.TotalSeconds:N0} | {ingest.PeakMiB:N0} | {(double)eventBytes / rows:0.0} + marts {(double)martBytes / rows:0.0} |");
        output.WriteLine($"| tracker ingest, all of it again | {again.Wall.TotalSeconds:0.0} | {rows / again.Wall.TotalSeconds:N0} | {again.PeakMiB:N0} | |");
        output.WriteLine($"| tracker run --movers-only | {run.Wall.TotalSeconds:0.0} | | {run.PeakMiB:N0} | |");
        output.WriteLine($"| its drivers and splits | {explained.Wall.TotalSeconds:0.0} | | {explained.PeakMiB:N0} | |");
        output.WriteLine($"speed of ingest / speed of \\copy: {copy / ingest.Wall:0.00}");
    }

    /// <summary>The columns of the files with types that take their text as cheaply as the warehouse's: numbers are no numeric.</summary>
    private static async Task<TimeSpan> CopyAsync(NpgsqlDataSource source, string connection, string panel)
    {
        await ExecuteAsync(source, $"""
            CREATE TABLE {CopyTable} (event_id text, consumer_id text, occurred_at timestamptz, sector text, kind text, quantity double precision,
                                      amount double precision, merchant text, brand text, product text)
            """);
        await ExecuteAsync(source, "CHECKPOINT");
        var script = string.Concat(Directory.GetFiles(Path.Combine(panel, "events")).Order(StringComparer.Ordinal)
            .Select(file => $"\\copy {CopyTable} FROM '{file}' CSV HEADER\n"));
        var server = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo("psql", ["-q", "-v", "ON_ERROR_STOP=1", "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, "-d", server.Database!])
        {
            RedirectStandardInput = true,
        };
        start.Environment["PGPASSWORD"] = server.Password;
        var watch = Stopwatch.StartNew();
        using var psql = Process.Start(start)!;
        await psql.StandardInput.WriteAsync(script);
        psql.StandardInput.Close();
        await psql.WaitForExitAsync();
        return psql.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"psql ended with {psql.ExitCode}");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
