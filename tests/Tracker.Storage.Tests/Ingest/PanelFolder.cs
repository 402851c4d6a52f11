using System.IO.Compression;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>A folder in the canonical layout, gone after the test.</summary>
public sealed class PanelFolder : IDisposable
{
    public const string Header = "event_id,consumer_id,occurred_at,sector,kind,quantity,amount,merchant,brand,product";

    public PanelFolder(params string[] consumers)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "events"));
        if (consumers.Length > 0)
            Write("consumers.csv", ["consumer_id,region,age", .. consumers]);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("tracker-panel-").FullName;

    public PanelFolder Events(string file, params string[] rows) => Write($"events/{file}", [Header, .. rows]);

    public PanelFolder Write(string file, params string[] lines) => WriteText(file, string.Concat(lines.Select(line => line + "\n")));

    public PanelFolder WriteText(string file, string text) => WriteBytes(file, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Compressed where the name says so.</summary>
    public PanelFolder WriteBytes(string file, byte[] bytes) => WriteRaw(file, file.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(bytes) : bytes);

    public PanelFolder WriteRaw(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
