using System.Text;
using Tracker.Core.Panel;
using Tracker.Storage.Ingest;

namespace Tracker.Storage.Tests.Ingest;

public sealed class IdentityTests
{
    private static readonly Month January = new(2024, 1);

    /// <summary>The hash is stored: another value would make every event of a warehouse new.</summary>
    [Theory]
    [InlineData("", 0, 12163857654292172366UL)]
    [InlineData("e1", 0, 10741526242817718966UL)]
    [InlineData("a text of more than sixteen bytes", 1, 14224399491240683532UL)]
    public void TheHash_NeverChanges(string text, ulong seed, ulong expected) =>
        Assert.Equal(expected, StableHash.Of(Encoding.UTF8.GetBytes(text), seed));

    [Fact]
    public void TheHash_SpreadsNeighbours_OverAllBits()
    {
        var ones = new int[64];
        const int Keys = 20_000;
        for (var i = 0; i < Keys; i++)
        {
            var hash = StableHash.Of(Encoding.UTF8.GetBytes($"e{i}"));
            for (var bit = 0; bit < 64; bit++)
                ones[bit] += (int)(hash >> bit & 1);
        }

        Assert.All(ones, count => Assert.InRange(count, Keys * 0.48, Keys * 0.52)); // ± 5.6 standard errors
    }

    [Fact]
    public void AMapOfTexts_FindsWhatWasAdded_AndNothingElse()
    {
        var map = new ByteKeyMap();
        for (var i = 0; i < 50_000; i++)
            map.Add(Encoding.UTF8.GetBytes($"key {i}"), i);
        for (var i = 0; i < 50_000; i++)
            Assert.True(map.TryGet(Encoding.UTF8.GetBytes($"key {i}"), out var value) && value == i);
        Assert.False(map.TryGet("key 50000"u8, out _));
        Assert.False(map.TryGet(""u8, out _));
        map.Add(""u8, -1);
        Assert.True(map.TryGet(""u8, out var empty) && empty == -1);
        Assert.Throws<InvalidOperationException>(() => map.Add("key 7"u8, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    [InlineData(1 << 30)]
    public void ASpill_GivesBackWhatItWasGiven_FromMemoryOrDisk(long budget)
    {
        using var spill = new Spill<KeyRecord>(new SpillBudget(budget, Path.GetTempPath()));
        var random = new Random(1);
        var next = 0UL;
        while (next < 200_000)
        {
            var items = new KeyRecord[random.Next(1, 5000)];
            for (var i = 0; i < items.Length; i++)
                items[i] = new(next++, 0, default);
            spill.Append(items);
        }

        Assert.Equal((long)next, spill.Count);
        var expected = 0UL;
        foreach (var piece in spill.Read())
        {
            foreach (var item in piece.Span)
                Assert.Equal(expected++, item.Key);
        }

        Assert.Equal(next, expected);
    }

    [Fact]
    public void AFilter_NeverTurnsAKeyAwayThatItHolds_AndTurnsAwayMostOthers()
    {
        var filter = new BloomFilter(100_000);
        for (var i = 0; i < 100_000; i++)
            filter.Add(Key(i));
        Assert.All(Enumerable.Range(0, 100_000), i => Assert.True(filter.MayContain(Key(i))));
        Assert.InRange(Enumerable.Range(100_000, 100_000).Count(i => filter.MayContain(Key(i))), 0, 3_000);

        static ulong Key(int i) => StableHash.Of(BitConverter.GetBytes(i));
    }

    [Fact]
    public void OfEqualRowsWithoutIds_AsManyAreDuplicates_AsTheWarehouseHolds()
    {
        var verdicts = Verdicts([Row("a", id: false), Row("a", id: false), Row("a", id: false), Row("b", id: false)], held: [Row("a", id: false), Row("a", id: false)]);
        Assert.Equal(2, verdicts.Accepted);
        Assert.Equal(2, Enumerable.Range(0, 3).Count(row => verdicts[row] == RowVerdict.Duplicate));
        Assert.Equal(RowVerdict.Accepted, verdicts[3]);
    }

    [Fact]
    public void OneId_WithTwoContents_IsTakenOnce_AndTheOtherIsAConflict()
    {
        var verdicts = Verdicts([Row("x", id: true), Row("y", id: true), Row("x", id: true)], held: []);
        Assert.Equal(1, verdicts.Accepted);
        Assert.Contains(RowVerdict.Conflict, Enumerable.Range(0, 3).Select(row => verdicts[row]));
    }

    private static RowVerdicts Verdicts(EventRow[] rows, EventRow[] held)
    {
        using var spill = new LoadSpill(new SpillBudget(1 << 20, Path.GetTempPath()));
        spill.Append(LoadSpill.IndexOf(January), rows);
        spill.AppendKeys(Array.ConvertAll(held, row => new KeyRecord(row.Key, row.Content, RowPlace.InWarehouse(LoadSpill.IndexOf(January)))));
        return Identities.Compare(spill, CancellationToken.None).Of(January);
    }

    private static EventRow Row(string content, bool id)
    {
        var row = new EventRow { AmountCents = content[0] };
        if (id)
            row.Identify("one id"u8);
        else
            row.Identify();
        return row;
    }
}
