using System.Text;
using Tracker.Storage.Ingest;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>What a row is read from is decided once a file: no row allocates, neither in the canonical layout nor in one that is mapped.</summary>
public class ReadingCostTests
{
    private const int Rows = 20_000;

    [Fact]
    public void TheCanonicalLayout_IsRead_WithoutAnAllocationForEachRow() => AssertNoAllocation(
        EventMapping.Canonical,
        "event_id,consumer_id,occurred_at,sector,kind,quantity,amount,merchant,brand,product",
        i => $"e{i},c{i % 100},2024-01-05T10:00:00Z,Food,purchase,1,{i % 97}.25,m,b,\"corn \"\"chips\"\"\"");

    [Fact]
    public void AMappedLayout_IsRead_WithoutAnAllocationForEachRow() => AssertNoAllocation(
        new()
        {
            Consumer = TextMapping.Required("card"),
            OccurredAt = TextMapping.Required("at"),
            Time = TimeFormat.Parse("dd/MM/yyyy HH:mm"),
            Sector = new() { Constant = "Food" },
            Kind = new() { Column = "type", Words = new(new Dictionary<string, string> { ["S"] = "purchase" }, empty: "visit", other: null) },
            Amount = new(TextMapping.Required("price"), TextMapping.Required("pieces")),
            Brand = TextMapping.Required("more.brand"),
        },
        "card,at,type,price,pieces,more",
        i => $"c{i % 100},05/01/2024 10:00,S,{i % 97}.25,3,\"{{\"\"brand\"\":\"\"b\\u00e9\"\"}}\"");

    private static void AssertNoAllocation(EventMapping mapping, string header, Func<int, string> row)
    {
        var words = new PanelWords();
        words.NumberConsumers(Enumerable.Range(0, 100).Select(i => $"c{i}"));
        words.FreezeTaxonomy();
        var bytes = Encoding.UTF8.GetBytes(header + "\n" + string.Concat(Enumerable.Range(0, Rows).Select(i => row(i) + "\n")));
        using var spill = new LoadSpill(new SpillBudget(1 << 30, Path.GetTempPath()));
        var zone = PanelZone.Find("Europe/London")!;
        var file = new SourceFile("a.csv", "a.csv", 0);
        using var block = RecordBlock.Copy(0, 1, bytes);
        var plan = new EventSource(file, mapping).Plan(block, new(zone, null), []);
        var reader = new EventReader(words, new(rejects => Assert.Empty(rejects)), new(spill, zone));
        Assert.Equal(Rows, reader.Read(file, block, plan, hasHeader: true));

        var before = GC.GetAllocatedBytesForCurrentThread();
        reader.Read(file, block, plan, hasHeader: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // What is spilled takes room: 72 bytes a row, 24 for its identity, twice that for arrays that grow. A text or a list a row would be more.
        Assert.InRange(allocated / Rows, 0, 250);
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated / Rows} bytes a row");
    }
}
