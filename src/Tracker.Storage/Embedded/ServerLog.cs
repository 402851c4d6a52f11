namespace Tracker.Storage.Embedded;

/// <summary>The log file of the server, for the words that explain why it did not come up.</summary>
internal sealed class ServerLog(string path)
{
    /// <summary>A longer log starts anew at the next start of the server; one older file is kept.</summary>
    private const long LongestBytes = 16 << 20;

    private const int LastLines = 8;

    private long offset;

    /// <summary>What the server says from now on is what <see cref="SaidSince"/> returns.</summary>
    public void Mark()
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > LongestBytes })
            File.Move(path, path + ".1", overwrite: true);
        offset = File.Exists(path) ? new FileInfo(path).Length : 0;
    }

    public string SaidSince()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(offset, SeekOrigin.Begin);
            using var reader = new StreamReader(file);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LastLines).ToList();
            return lines.Count == 0 ? "" : $"\n  {string.Join("\n  ", lines)}";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
