using System.Diagnostics;

namespace Tracker.Cli.Tests;

/// <summary>A disk that is full in the middle of a load: one clear error, nothing half-loaded, and with room again the next load carries on.</summary>
public class DiskFullTests
{
    [Fact(Explicit = true), Trait("soak", "ingest-disk")]
    public async Task ALoadThatFillsTheDisk_IsOneError_AndTheNextCarriesOn()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can mount a small file system");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        var disk = Directory.CreateDirectory(folder["disk"]).FullName;
        Assert.SkipUnless(await Shell($"mount -t tmpfs -o size=260m,mode=755 tmpfs '{disk}'"), "a small file system cannot be mounted here");
        var environment = new Dictionary<string, string> { ["TRACKER_HOME"] = Path.Combine(disk, "home") };
        try
        {
            await Run("tracker generate --out panel --consumers 6000 --months 60", folder.Path, environment, 0);
            var full = await Run("tracker ingest panel --format json", folder.Path, environment, 1);
            Assert.Equal("", full.Output);
            Assert.Contains("nothing of it was kept", full.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], StringComparison.Ordinal);

            Assert.True(await Shell($"mount -o remount,size=6g '{disk}'"));
            Assert.Equal("[\n]\n", (await Run("tracker loads --format json", folder.Path, environment, 0)).Output.Replace("[]", "[\n]", StringComparison.Ordinal));
            var loaded = await Run("tracker ingest panel --format json", folder.Path, environment, 0);
            Assert.Contains("\"rejected\":0,\"duplicates\":0", loaded.Output, StringComparison.Ordinal);
        }
        finally
        {
            await TrackerProcess.RunLineAsync("tracker database stop", folder.Path, environment);
            await Shell($"umount -l '{disk}'");
        }
    }

    private static async Task<TrackerProcess> Run(string line, string folder, Dictionary<string, string> environment, int exitCode)
    {
        var ended = await TrackerProcess.RunLineAsync(line, folder, environment);
        Assert.True(ended.ExitCode == exitCode, $"{line}: expected exit code {exitCode}, got {ended.ExitCode}: {ended.Error}");
        return ended;
    }

    private static async Task<bool> Shell(string command)
    {
        using var shell = Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync();
        return shell.ExitCode == 0;
    }
}
