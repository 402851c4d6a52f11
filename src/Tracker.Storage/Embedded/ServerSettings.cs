using System.Globalization;

namespace Tracker.Storage.Embedded;

/// <summary>
/// The settings file of the embedded server, for analytic work: few connections, large scans, bulk loads. Made anew at each start from the
/// memory and cores that are there.
/// </summary>
/// <param name="MemoryBytes">What the machine or the container has.</param>
/// <param name="Cores">Processors.</param>
/// <param name="Version">Major version of the server.</param>
/// <param name="SharedMemoryBytes">Free space of /dev/shm, which containers often keep at 64 MiB.</param>
internal sealed record ServerSettings(long MemoryBytes, int Cores, int Version, long SharedMemoryBytes)
{
    private const long MiB = 1L << 20;
    private const long GiB = 1L << 30;

    public static ServerSettings OfThisMachine(int version) =>
        new(
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            Environment.ProcessorCount,
            version,
            Directory.Exists("/dev/shm") ? new DriveInfo("/dev/shm").AvailableFreeSpace : 0);

    public string Text(string socketFolder, string ownSettings)
    {
        // An eighth, not the usual quarter: the program that loads and scores lives on the same machine, and the system caches files too.
        var buffers = Math.Clamp(MemoryBytes / 8, 128 * MiB, 8 * GiB);
        var workMemory = Math.Clamp(MemoryBytes / 256, 8 * MiB, 128 * MiB);
        var maintenanceMemory = Math.Clamp(MemoryBytes / 24, 64 * MiB, GiB);
        var parallel = Math.Clamp(Cores, 1, 8);
        return $"""
            # Written by Tracker at each start of the server. Own settings go to {Path.GetFileName(ownSettings)} in the folder above this one.
            listen_addresses = ''
            unix_socket_directories = {Quoted('"' + socketFolder + '"')}
            unix_socket_permissions = 0700
            password_encryption = 'scram-sha-256'
            max_connections = 100

            shared_buffers = {Size(buffers)}
            effective_cache_size = {Size(Math.Max(MemoryBytes / 2, 256 * MiB))}
            work_mem = {Size(workMemory)}
            maintenance_work_mem = {Size(maintenanceMemory)}
            # Parallel queries exchange rows through shared memory; a small /dev/shm would make them fail.
            dynamic_shared_memory_type = {(SharedMemoryBytes >= GiB ? "posix" : "sysv")}

            max_worker_processes = {Count(parallel + 8)}
            max_parallel_workers = {Count(parallel)}
            max_parallel_workers_per_gather = {Count(Math.Min(parallel, 4))}
            max_parallel_maintenance_workers = {Count(Math.Min(parallel, 4))}
            # Compiling queries costs more than it saves on marts of this size.
            jit = off
            random_page_cost = 1.1
            effective_io_concurrency = 32

            # No replica hangs on this server, so a load into a table of its own transaction need not be logged twice.
            wal_level = minimal
            max_wal_senders = 0
            synchronous_commit = on
            wal_compression = {(Version >= 15 ? "lz4" : "on")}
            min_wal_size = 256MB
            max_wal_size = {(MemoryBytes >= 12 * GiB ? "8GB" : "4GB")}
            checkpoint_timeout = 15min
            default_toast_compression = 'lz4'

            timezone = 'UTC'
            log_timezone = 'UTC'
            datestyle = 'iso, ymd'
            log_checkpoints = off
            log_line_prefix = '%m [%p] '

            {(File.Exists(ownSettings) ? $"include = {Quoted(ownSettings)}" : "")}

            """;
    }

    private static string Size(long bytes) => Count(bytes / MiB) + "MB";

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";
}
