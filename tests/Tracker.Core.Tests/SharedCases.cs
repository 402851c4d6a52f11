using System.Text.Json;

namespace Tracker.Core.Tests;

/// <summary>Worked examples that are not part of the repository: shared/cases beside a folder above this one, or beside TRACKER_SHARED_DATA.</summary>
internal static class SharedCases
{
    /// <summary>The parsed file; the test is skipped where it is absent.</summary>
    public static JsonElement Read(string file)
    {
        var path = Folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{file} is absent: set TRACKER_SHARED_DATA to shared/data");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path!));
        return document.RootElement.Clone();
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("TRACKER_SHARED_DATA") is { Length: > 0 } given)
            yield return Path.Combine(given, "..", "cases");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "cases");
    }
}
