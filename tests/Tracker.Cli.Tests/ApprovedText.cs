using Tracker.Testing;

namespace Tracker.Cli.Tests;

/// <summary>What others rely on stands in a file, so that a change shows as a diff. TRACKER_APPROVE=1 writes the files anew.</summary>
internal static class ApprovedText
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Tracker.Cli.Tests", "Approved");

    public static void Check(string name, string came)
    {
        var file = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("TRACKER_APPROVE") == "1")
            File.WriteAllText(file, came);
        Assert.True(File.Exists(file), $"{file}: expected an approved text; TRACKER_APPROVE=1 writes it");
        Assert.Equal(File.ReadAllText(file), came);
    }
}
