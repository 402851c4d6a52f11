using System.Globalization;
using System.Text;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>A file of events with one kind of damage, drawn with a seed.</summary>
/// <param name="Kind">What is wrong with it, for the message of a failing test.</param>
internal sealed record MalformedFile(string Kind, string Name, byte[] Bytes)
{
    private const int Consumers = 20;

    public static MalformedFile Draw(int seed)
    {
        var random = new Random(seed);
        var rows = Rows(random, 5 + random.Next(60));
        var text = Lines(rows);
        return random.Next(26) switch
        {
            0 => Plain("empty", ""),
            1 => Plain("header only", PanelFolder.Header + "\n"),
            2 => Plain("ragged", Damage(random, rows, row => random.Next(2) == 0 ? row[..row.LastIndexOf(',')] : row + ",more")),
            3 => new("latin-1", "a.csv", Encoding.Latin1.GetBytes(Damage(random, rows, row => row.Replace("chips", "café", StringComparison.Ordinal)))),
            4 => new("byte order mark", "a.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]),
            5 => Plain("quotes that never close", Damage(random, rows, row => row.Replace("chips", "\"chips", StringComparison.Ordinal))),
            6 => Plain("quote in the middle", Damage(random, rows, row => row.Replace("chips", "\"chips\"x", StringComparison.Ordinal))),
            7 => Plain("megabytes in one field", Damage(random, rows[..3], row => row + new string('x', (1 << 20) + random.Next(1 << 21)))),
            8 => Plain("not a number", WithAmount(random, rows, "NaN")),
            9 => Plain("infinity", WithAmount(random, rows, "Infinity")),
            10 => Plain("negative amounts", WithAmount(random, rows, "-7.50")),
            11 => Plain("huge amounts", WithAmount(random, rows, "1e300")),
            12 => Plain("long amounts", WithAmount(random, rows, new string('9', 400))),
            13 => Plain("dates in 1900", WithDate(random, rows, "1900-01-01")),
            14 => Plain("dates in 2100", WithDate(random, rows, "2100-01-01")),
            15 => Plain("31 February", WithDate(random, rows, "2024-02-31")),
            16 => Plain("unknown consumers", Damage(random, rows, row => row.Replace(",c", ",unknown", StringComparison.Ordinal))),
            17 => Plain("no sector", Damage(random, rows, row => row.Replace(",Food,", ",,", StringComparison.Ordinal))),
            18 => Plain("ids with different content", Lines([.. rows, .. rows.Select(row => row.Replace(".25", ".75", StringComparison.Ordinal))])),
            19 => Plain("CRLF", text.Replace("\n", "\r\n", StringComparison.Ordinal)),
            20 => new("gzip cut short", "a.csv.gz", Cut(random, PanelFolder.Gzip(Encoding.UTF8.GetBytes(text)))),
            21 => new("UTF-16", "a.csv", Encoding.Unicode.GetBytes(text)),
            22 => new("garbage", "a.csv", Garbage(random)),
            23 => new("garbage after the header", "a.csv", [.. Encoding.UTF8.GetBytes(PanelFolder.Header + "\n"), .. Garbage(random)]),
            24 => Plain("NUL characters", Damage(random, rows, row => row.Replace("chips", "ch\0ps", StringComparison.Ordinal))),
            _ => Plain("semicolons", text.Replace(',', ';')),
        };
    }

    public static string[] ConsumerRows() => [.. Enumerable.Range(0, Consumers).Select(i => $"c{i},west,{i}")];

    private static MalformedFile Plain(string kind, string text) => new(kind, "a.csv", Encoding.UTF8.GetBytes(text));

    private static string[] Rows(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => string.Create(
        CultureInfo.InvariantCulture,
        $"e{random.Next(1 << 20)},c{random.Next(Consumers)},2024-0{1 + random.Next(3)}-1{random.Next(10)}T10:00:00Z,Food,purchase,1,{random.Next(1, 90)}.25,m{random.Next(3)},b{random.Next(3)},corn chips"))];

    private static string Lines(IEnumerable<string> rows) => string.Concat(rows.Prepend(PanelFolder.Header).Select(row => row + "\n"));

    private static string Damage(Random random, string[] rows, Func<string, string> damage) =>
        Lines(rows.Select(row => random.Next(3) == 0 ? damage(row) : row));

    private static string WithAmount(Random random, string[] rows, string amount) => Damage(random, rows, row => WithField(row, 6, amount));

    private static string WithDate(Random random, string[] rows, string date) => Damage(random, rows, row => WithField(row, 2, date));

    private static string WithField(string row, int index, string value)
    {
        var fields = row.Split(',');
        fields[index] = value;
        return string.Join(',', fields);
    }

    private static byte[] Cut(Random random, byte[] bytes) => bytes[..random.Next(3, bytes.Length)];

    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 5000)];
        random.NextBytes(bytes);
        return bytes;
    }
}
