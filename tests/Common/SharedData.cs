using System.IO.Compression;

namespace Tracker.Testing;

/// <summary>Data that is not part of the repository: TRACKER_SHARED_DATA, or shared/data beside a folder above this one.</summary>
internal static class SharedData
{
    /// <summary>The path of a file or folder; the test is skipped where it is absent.</summary>
    public static string Find(string name)
    {
        var found = Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(path => File.Exists(path) || Directory.Exists(path));
        Assert.SkipWhen(found is null, $"{name} is absent: set TRACKER_SHARED_DATA to the folder that holds it");
        return found!;
    }

    /// <summary>The fields of each line after the header of a gzip file without quotes; the test is skipped where it is absent.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Find(file)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("TRACKER_SHARED_DATA") is { Length: > 0 } given)
            yield return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
