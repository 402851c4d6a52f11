using System.IO.Compression;

namespace Tracker.Benchmarks;

/// <summary>Data that is not part of the repository: TRACKER_SHARED_DATA, or shared/data beside a folder above the current one.</summary>
internal static class SharedData
{
    /// <summary>Null where the data is absent.</summary>
    public static string? Find(string file) =>
        Environment.GetEnvironmentVariable("TRACKER_SHARED_DATA") is { Length: > 0 } given
            ? File.Exists(Path.Combine(given, file)) ? Path.Combine(given, file) : null
            : Find("data", file);

    /// <summary>A file of a folder of <c>shared</c> beside a folder above the current one; null where it is absent.</summary>
    public static string? Find(string folder, string file)
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            var path = Path.Combine(above.FullName, "shared", folder, file);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>The fields of each line after the header; the files hold no quotes.</summary>
    public static IEnumerable<string[]> Rows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',');
    }
}
