using System.IO.Compression;

namespace Tracker.Core.Tests;

/// <summary>Data that is not part of the repository: TRACKER_SHARED_DATA, or shared/data beside a folder above this one.</summary>
internal static class SharedData
{
    /// <summary>The fields of each line after the header; the test is skipped where the file is absent.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        var path = Find(file);
        Assert.SkipWhen(path is null, $"{file} is absent: set TRACKER_SHARED_DATA to the folder that holds it");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path!), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }

    private static string? Find(string file)
    {
        if (Environment.GetEnvironmentVariable("TRACKER_SHARED_DATA") is { Length: > 0 } given)
            return File.Exists(Path.Combine(given, file)) ? Path.Combine(given, file) : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
                return path;
        }

        return null;
    }
}
