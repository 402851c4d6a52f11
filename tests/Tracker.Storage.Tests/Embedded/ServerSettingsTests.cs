using Tracker.Storage.Embedded;

namespace Tracker.Storage.Tests.Embedded;

public class ServerSettingsTests
{
    private const long GiB = 1L << 30;

    [Theory]
    [InlineData(24, 2, "shared_buffers = 3072MB", "max_wal_size = 8GB", "max_parallel_workers = 2")]
    [InlineData(8, 8, "shared_buffers = 1024MB", "max_wal_size = 4GB", "max_parallel_workers = 8")]
    [InlineData(1, 1, "shared_buffers = 128MB", "work_mem = 8MB", "max_parallel_workers = 1")]
    [InlineData(256, 64, "shared_buffers = 8192MB", "work_mem = 128MB", "max_parallel_workers = 8")]
    public void Text_FollowsMemoryAndCores(int gibibytes, int cores, params string[] expected)
    {
        var text = new ServerSettings(gibibytes * GiB, cores, 15, GiB).Text("/run/tracker", "/home/settings.conf");

        Assert.All(expected, line => Assert.Contains(line, text.Split('\n')));
    }

    [Theory]
    [InlineData(14, "wal_compression = on")]
    [InlineData(15, "wal_compression = lz4")]
    public void Text_UsesWhatTheVersionHas(int version, string expected) =>
        Assert.Contains(expected, new ServerSettings(GiB, 2, version, GiB).Text("/run/tracker", "/home/settings.conf").Split('\n'));

    [Theory]
    [InlineData(64L << 20, "dynamic_shared_memory_type = sysv")]
    [InlineData(GiB, "dynamic_shared_memory_type = posix")]
    public void Text_LeavesASmallSharedMemoryAlone(long bytes, string expected) =>
        Assert.Contains(expected, new ServerSettings(GiB, 2, 15, bytes).Text("/run/tracker", "/home/settings.conf").Split('\n'));

    [Fact]
    public void Text_QuotesPathsAndReadsOwnSettingsWhereTheyAre()
    {
        var own = Path.Combine(Path.GetTempPath(), $"it's {Guid.NewGuid()}");
        File.WriteAllText(own, "");
        var settings = new ServerSettings(GiB, 2, 15, GiB);

        Assert.Contains($"include = '{own.Replace("'", "''", StringComparison.Ordinal)}'", settings.Text("/run/tracker", own).Split('\n'));
        File.Delete(own);
        Assert.DoesNotContain("include", settings.Text("/run/tracker", own), StringComparison.Ordinal);
    }
}
