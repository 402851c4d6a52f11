using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tracker.Core.Panel;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Scenarios;

namespace Tracker.Synthetic.Tests;

public class PanelGeneratorTests
{
    private static readonly Lazy<SortedDictionary<string, byte[]>> SmallFiles = new(() => Written(Panels.Small));

    [Fact]
    public void Write_WithAnyNumberOfThreads_GivesTheSameBytes()
    {
        var one = Written(Panels.Small with { Threads = 1 });
        foreach (var threads in new[] { 2, 4 })
        {
            var more = Written(Panels.Small with { Threads = threads });
            Assert.Equal(one.Keys, more.Keys);
            Assert.All(one.Keys, file => Assert.True(one[file].AsSpan().SequenceEqual(more[file]), file));
        }
    }

    [Fact]
    public void Write_WithAnotherSeed_GivesOtherBytes()
    {
        var (one, other) = (SmallFiles.Value, Written(Panels.Small with { Seed = 6 }));
        Assert.Equal(one.Keys, other.Keys);
        Assert.All(one.Keys.Where(file => file != "calendar.csv"), file => Assert.False(one[file].AsSpan().SequenceEqual(other[file]), file));
    }

    [Fact]
    public void Write_ZippedEvents_HoldTheSameRows()
    {
        var (plain, zipped) = (SmallFiles.Value, Written(Panels.Small with { Gzip = true }));
        using var stream = new GZipStream(new MemoryStream(zipped["events/2025-10.csv.gz"]), CompressionMode.Decompress);
        using var unzipped = new MemoryStream();
        stream.CopyTo(unzipped);
        Assert.Equal(plain["events/2025-10.csv"], unzipped.ToArray());
        Assert.Equal(plain.Count, zipped.Count);
    }

    [Fact]
    public void Write_LaysTheFilesOutAsThePipelineReadsThem()
    {
        var files = SmallFiles.Value;
        string[] names =
        [
            "calendar.csv", "consumers.csv", "events/2025-07.csv", "events/2025-08.csv", "events/2025-09.csv", "events/2025-10.csv", "truth.json",
        ];
        Assert.Equal(names, files.Keys);
        Assert.Equal(
            "consumer_id,age_group,gender,region,urbanicity,education,marital_status,children,income,housing", Lines(files["consumers.csv"])[0]);
        Assert.Equal(Panels.Small.Consumers + 1, Lines(files["consumers.csv"]).Length);
        Assert.StartsWith("c0000001,", Lines(files["consumers.csv"])[1], StringComparison.Ordinal);
        string[] calendar =
        [
            "name,starts_on,ends_on,kind", "Independence Day,2025-07-04,2025-07-04,holiday", "Labor Day,2025-09-01,2025-09-01,holiday",
            "Columbus Day,2025-10-13,2025-10-13,holiday", "Halloween,2025-10-31,2025-10-31,holiday",
        ];
        Assert.Equal(calendar, Lines(files["calendar.csv"]));
    }

    [Fact]
    public void Write_EveryEvent_LiesInItsMonthByTimeAndItsConsumerIsPresent()
    {
        var (files, population) = (SmallFiles.Value, PanelModel.Of(Panels.Small).Population);
        var ids = new HashSet<string>();
        for (var m = 0; m < Panels.Small.Months; m++)
        {
            var month = Panels.Small.First + m;
            var last = DateTimeOffset.MinValue;
            foreach (var row in Events(files, month))
            {
                Assert.True(row.At >= last && Month.Of(DateOnly.FromDateTime(row.At.UtcDateTime)) == month, row.Id);
                Assert.True(population.IsPresent(row.Consumer, m), row.Id);
                Assert.True(ids.Add(row.Id), row.Id);
                Assert.True(row.Kind == "visit" ? row.Cents == 0 && row.Product.Length == 0 : row.Cents > 0 && row.Product.Contains(' '), row.Id);
                last = row.At;
            }
        }
    }

    [Fact]
    public void Draw_GivesTheSumsOfTheFiles()
    {
        var (files, history) = (SmallFiles.Value, Panels.Draw(Panels.Small));
        var acted = new List<HashSet<int>>();
        foreach (var month in history.Months)
        {
            var events = Events(files, month.Month).ToArray();
            acted.Add([.. events.Select(row => row.Consumer)]);
            Assert.Equal(acted.TakeLast(3).SelectMany(consumers => consumers).Distinct().Count(), month.ActiveConsumers);
            for (var s = 0; s < history.Sectors.Count; s++)
            {
                var bySector = events.Where(row => row.Sector == history.Sectors[s].Name).ToLookup(row => row.Kind);
                var (visits, purchases) = (bySector["visit"].Count(), bySector["purchase"].Count());
                var buyers = bySector["purchase"].Select(row => row.Consumer).Distinct().Count();
                var sums = new Measures(
                    bySector["purchase"].Sum(row => row.Cents), bySector["refund"].Sum(row => row.Cents), purchases, visits + purchases, buyers);
                Assert.Equal(sums, month.BySector[s]);
            }
        }
    }

    [Fact]
    public void Draw_HasTheEventsTheShareOfPurchasesAndTheRefundsOfTheModel()
    {
        var options = new GeneratorOptions { Consumers = 3000, Months = 14, Scenario = Scenario.Quiet };
        var history = Panels.Draw(options);
        var sectors = history.Months.SelectMany(month => month.BySector).ToArray();
        double visits = sectors.Sum(s => s.Visits), purchases = sectors.Sum(s => s.Purchases);
        double gross = sectors.Sum(s => s.GrossCents), refunds = sectors.Sum(s => s.RefundCents);
        Assert.Equal(options.EventsPerMonth, visits / options.Consumers / options.Months, 0.25);
        Assert.InRange(purchases / visits, 0.55, 0.75);
        Assert.InRange(refunds / gross, 0.012, 0.035);
        var bySize = Enumerable.Range(0, history.Sectors.Count).Select(s => history.Months.Sum(m => m.BySector[s].Visits)).OrderDescending().ToArray();
        Assert.InRange(bySize.Take(7).Sum() / visits, 0.5, 0.7); // a fifth of the sectors
        Assert.True(bySize[0] > 20 * bySize[^1]);
        Assert.Equal(33, history.Sectors.Count);
    }

    [Fact]
    public void Write_DecemberOfToys_IsTheSeasonOfTheYear()
    {
        var history = Panels.Draw(new GeneratorOptions { Consumers = 4000, Months = 24, Scenario = Scenario.Quiet });
        var toys = history.Months.ToDictionary(month => month.Month, month => (double)month.BySector[Panels.Position("Toys and Crafts")].Visits);
        Assert.True(toys[new(2024, 12)] > 1.2 * toys[new(2024, 9)]);
    }

    [Fact]
    public void Write_TruthFile_HoldsWhatIsReturned()
    {
        using var folder = new TemporaryFolder();
        var planted = Panels.Write(Panels.Small, folder).Planted[0];
        using var json = JsonDocument.Parse(folder.Files()["truth.json"]);
        var written = json.RootElement.GetProperty("planted")[0];
        Assert.Equal("2025-10", written.GetProperty("month").GetString());
        Assert.Equal(planted.Sector.Name, written.GetProperty("sector").GetString());
        Assert.Equal("spend_per_buyer", written.GetProperty("metric").GetString());
        Assert.Equal(planted.Size, written.GetProperty("size").GetDouble());
        Assert.Equal(planted.Behavioural, written.GetProperty("behavioural").GetDouble());
        Assert.Equal(planted.Segment.Select(s => s.Value), written.GetProperty("segment").EnumerateObject().Select(s => s.Value.GetString()));
        Assert.Equal(Metric.All.Select(metric => metric.Name), written.GetProperty("effects").EnumerateObject().Select(effect => effect.Name));
    }

    [Fact]
    public void Write_IntoAFolderWithFiles_IsRefusedUnlessAsked()
    {
        using var folder = new TemporaryFolder();
        Panels.Write(Panels.Small, folder);
        File.WriteAllText(Path.Combine(folder.Path, "events", "notes.txt"), "mine");
        Assert.Contains("expected a new or empty directory", Assert.Throws<IOException>(() => Panels.Write(Panels.Small, folder)).Message);

        Panels.Write(Panels.Small with { Months = 2, Overwrite = true }, folder);
        var events = folder.Files().Keys.Where(file => file.StartsWith("events/", StringComparison.Ordinal));
        Assert.Equal(["events/2025-09.csv", "events/2025-10.csv", "events/notes.txt"], events);
    }

    [Fact]
    public void Write_ReportsEveryMonth()
    {
        using var folder = new TemporaryFolder();
        var reports = new Reports();
        Panels.Write(Panels.Small, folder, reports);
        Assert.Equal([1, 2, 3, 4], reports.All.Select(report => report.MonthsWritten));
        var rows = folder.Files().Where(file => file.Key.StartsWith("events/", StringComparison.Ordinal)).Sum(file => Lines(file.Value).Length - 1);
        Assert.Equal(rows, reports.All[^1].EventsWritten);
    }

    [Theory]
    [InlineData(60, 7)]
    [InlineData(12, 3)]
    public void Write_EventsPerMonth_IsTheMeanOfARowOfConsumersAndAMonth(int months, double eventsPerMonth)
    {
        using var folder = new TemporaryFolder();
        var (options, reports) = (Panels.Small with { Consumers = 600, Months = months, EventsPerMonth = eventsPerMonth }, new Reports());
        Panels.Write(options, folder, reports);
        Assert.Equal(options.Consumers * months * eventsPerMonth, reports.All[^1].EventsWritten, 0.05 * reports.All[^1].EventsWritten);
    }

    [Fact]
    public void Write_ThatFailsInAMonth_FailsWithItsReason()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("full", Assert.Throws<IOException>(() => Panels.Write(Panels.Small, folder, new Failure())).Message);
    }

    [Fact]
    public void Write_ThatIsCancelled_Stops()
    {
        using var folder = new TemporaryFolder();
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => PanelGenerator.Write(Panels.Small, folder.Path, null, cancelled));
    }

    private static SortedDictionary<string, byte[]> Written(GeneratorOptions options)
    {
        using var folder = new TemporaryFolder();
        Panels.Write(options, folder);
        return folder.Files();
    }

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n');

    private static IEnumerable<EventLine> Events(SortedDictionary<string, byte[]> files, Month month)
    {
        var lines = Lines(files[$"events/{month}.csv"]);
        Assert.Equal("event_id,consumer_id,occurred_at,sector,kind,quantity,amount,merchant,brand,product", lines[0]);
        return lines.Skip(1).Select(line => line.Split(',')).Select(fields => new EventLine(
            fields[0],
            int.Parse(fields[1].AsSpan(1)) - 1,
            DateTimeOffset.ParseExact(fields[2], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            fields[3],
            fields[4],
            fields[6].Length == 0 ? 0 : (long)(100 * decimal.Parse(fields[6])),
            fields[9]));
    }

    private sealed record EventLine(string Id, int Consumer, DateTimeOffset At, string Sector, string Kind, long Cents, string Product);

    private sealed class Failure : IProgress<GeneratorProgress>
    {
        public void Report(GeneratorProgress value) => throw new IOException("full");
    }

    private sealed class Reports : IProgress<GeneratorProgress>
    {
        public List<GeneratorProgress> All { get; } = [];

        public void Report(GeneratorProgress value) => All.Add(value);
    }
}
