using System.Text;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Tests.Ingest;

public class JsonTests
{
    [Theory]
    [InlineData("""{"a":"x","totals":{"revenue":"12"}}""", "x|12")]
    [InlineData("""{"totals":{"hits":1,"revenue":12.5},"other":[{"a":1}],"a":true}""", "true|12.5")]
    [InlineData("""{"a":null}""", "|")]
    [InlineData("""{"a":"q\"\u00e9\\","totals":{}}""", "q\"é\\|")]
    [InlineData("""{"totals.revenue":7}""", "|7")]
    [InlineData("""{"a":1131660440785968503}""", "1131660440785968503|")]
    [InlineData("""{"a":1,"a":2}""", "2|")]
    [InlineData("""  {"a" : "x"}  """, "x|")]
    public void ALine_GivesTheValuesAtItsPaths(string line, string expected)
    {
        var fields = Fields(line + "\r\n");
        Assert.True(fields.MoveNext());
        Assert.Null(fields.TextProblem(2));
        Assert.Equal(expected, $"{Encoding.UTF8.GetString(fields[0])}|{Encoding.UTF8.GetString(fields[1])}");
        Assert.False(fields.MoveNext());
    }

    [Theory]
    [InlineData("[1]", "expected a JSON object")]
    [InlineData("{\"a\":1", "expected a JSON object: it breaks at byte 6")]
    [InlineData("{\"a\":1} x", "expected a JSON object: it breaks at byte 8")]
    [InlineData("{\"a\":[1]}", "a: expected a value, got a list")]
    [InlineData("{\"a\":{\"b\":1}}", "a: expected a value, got an object")]
    [InlineData("{\"a\":\"\\u0000\"}", "a NUL character")]
    [InlineData("{\"a\":\"\\ud800\"}", "not UTF-8 text")]
    [InlineData("consumer_id,amount", "expected a JSON object: it breaks at byte 0")]
    public void ABadLine_IsAProblemOfItsOwn_AndTheNextIsRead(string line, string problem)
    {
        var fields = Fields(line + "\n\n{\"a\":5}");
        Assert.True(fields.MoveNext());
        Assert.Equal(problem, fields.TextProblem(2));
        Assert.True(fields.MoveNext());
        Assert.Equal((3, "5"), (fields.Line, Encoding.UTF8.GetString(fields[0])));
    }

    [Fact]
    public void QuotesAndBreaksWithinTexts_DoNotJoinLines()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{{\"n\":{i},\"a\":\"x\\\",\\\"\",\"b\":\"y\"}}\n"));
        var lines = 0;
        foreach (var block in RecordSplitter.Split(new MemoryStream(Encoding.UTF8.GetBytes(text)), 0, FileFormat.Ndjson, CancellationToken.None))
        {
            Assert.Null(block.Problem);
            var fields = new JsonFields(block.Bytes, block.FirstLine, new(["n"]));
            while (fields.MoveNext())
                Assert.Equal(lines++, int.Parse(fields[0]));
        }

        Assert.Equal(60_000, lines);
    }

    [Fact]
    public void Lines_AreRead_WithoutAnAllocationForEach()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{{\"a\":\"t\\u00e9xt {i}\",\"totals\":{{\"revenue\":{i}}}}}\n")));
        var paths = new JsonPaths(["a", "totals.revenue"]);
        Assert.Equal(5_000, Count(bytes, paths));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Count(bytes, paths);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_192);
    }

    private static int Count(byte[] bytes, JsonPaths paths)
    {
        var fields = new JsonFields(bytes, 1, paths);
        var lines = 0;
        while (fields.MoveNext())
            lines += fields[1].IsEmpty ? 0 : 1;
        return lines;
    }

    private static JsonFields Fields(string text) => new(Encoding.UTF8.GetBytes(text), 1, new(["a", "totals.revenue"]));
}
