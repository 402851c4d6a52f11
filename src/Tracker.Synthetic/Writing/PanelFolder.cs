using Tracker.Core.Panel;

namespace Tracker.Synthetic.Writing;

/// <summary>The paths of a panel in its directory.</summary>
internal sealed record PanelFolder
{
    private readonly string directory;

    private PanelFolder(string directory) => this.directory = directory;

    public string Consumers => Path.Combine(directory, "consumers.csv");

    public string Calendar => Path.Combine(directory, "calendar.csv");

    public string Population => Path.Combine(directory, "population.csv");

    public string Truth => Path.Combine(directory, "truth.json");

    private string EventFolder => Path.Combine(directory, "events");

    /// <summary>Creates the directory, or empties it of an earlier panel.</summary>
    /// <exception cref="IOException">It holds something and may not be overwritten.</exception>
    public static PanelFolder Prepare(string directory, bool overwrite)
    {
        var folder = new PanelFolder(directory);
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            if (!overwrite)
                throw new IOException($"{directory}: expected a new or empty directory, got one with files; overwrite it explicitly or choose another");
            folder.RemoveEvents();
            File.Delete(folder.Population);
        }

        Directory.CreateDirectory(folder.EventFolder);
        return folder;
    }

    public string Events(Month month, bool gzip) => Path.Combine(EventFolder, $"{month}.csv{(gzip ? ".gz" : "")}");

    /// <summary>Only files named as a panel names them: months of an earlier, longer panel would be read with the new one.</summary>
    private void RemoveEvents()
    {
        if (!Directory.Exists(EventFolder))
            return;
        foreach (var path in Directory.EnumerateFiles(EventFolder))
        {
            var name = Path.GetFileName(path);
            if ((name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".csv.gz", StringComparison.Ordinal))
                && Month.TryParse(name[..name.IndexOf('.', StringComparison.Ordinal)], out _))
                File.Delete(path);
        }
    }
}
