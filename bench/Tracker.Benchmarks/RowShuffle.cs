using System.Text;

namespace Tracker.Benchmarks;

/// <summary>Puts the rows of all event files into random order over new files, with bounded memory: every row into one of many heaps, then each heap shuffled.</summary>
internal static class RowShuffle
{
    private const int Heaps = 64;
    private const int Seed = 1;

    public static void Shuffle(string events, TextWriter notes)
    {
        notes.WriteLine("shuffling the rows");
        var random = new Random(Seed);
        var files = Directory.GetFiles(events).Order(StringComparer.Ordinal).ToArray();
        var header = File.ReadLines(files[0]).First();
        string[] heaps = [.. Enumerable.Range(0, Heaps).Select(heap => Path.Combine(events, $"heap-{heap:00}.csv"))];
        var writers = heaps.Select(heap => new StreamWriter(heap, append: false, new UTF8Encoding(false), 1 << 18)).ToArray();
        foreach (var file in files)
        {
            foreach (var line in File.ReadLines(file).Skip(1))
                writers[random.Next(Heaps)].WriteLine(line);
            File.Delete(file);
        }

        foreach (var writer in writers)
            writer.Dispose();
        foreach (var heap in heaps)
        {
            var lines = File.ReadAllLines(heap);
            random.Shuffle(lines);
            File.WriteAllLines(heap, lines.Prepend(header), new UTF8Encoding(false));
        }
    }
}
