using System.Text;
using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Tests.Ingest;

public class CsvTests
{
    [Theory]
    [InlineData("a,b\n", "a|b")]
    [InlineData("a,b", "a|b")]
    [InlineData("a,b\r\n", "a|b")]
    [InlineData("a,\n", "a|")]
    [InlineData(",\n", "|")]
    [InlineData("\"a,b\",c\n", "a,b|c")]
    [InlineData("\"a\nb\",c\n", "a\nb|c")]
    [InlineData("\"say \"\"hi\"\"\",c\n", "say \"hi\"|c")]
    [InlineData("\"\"\"\",\"\"\n", "\"|")]
    [InlineData("5\" pipe,c\n", "5\" pipe|c")]
    [InlineData("\"a\"\r\n", "a")]
    public void ARecord_GivesItsFields(string text, string expected)
    {
        var fields = new RecordFields(Encoding.UTF8.GetBytes(text), 1);
        Assert.True(fields.MoveNext());
        Assert.Null(fields.Problem);
        Assert.Equal(expected, Joined(ref fields));
        Assert.False(fields.MoveNext());
    }

    [Theory]
    [InlineData("\"open,b\n", "a quote that never closes")]
    [InlineData("\"a\"x,b\n", "text after a closing quote")]
    public void ABrokenQuote_IsAProblemOfItsRecord(string text, string problem)
    {
        var fields = new RecordFields(Encoding.UTF8.GetBytes(text), 1);
        Assert.True(fields.MoveNext());
        Assert.Equal(problem, fields.Problem);
    }

    [Fact]
    public void Lines_AreCounted_ThroughQuotedBreaksAndBlankLines()
    {
        var fields = new RecordFields("a\n\n\"b\nb\"\nc\n"u8, 10);
        var lines = new List<long>();
        while (fields.MoveNext())
            lines.Add(fields.Line);
        Assert.Equal([10, 12, 14], lines);
    }

    /// <summary>Whatever the content and wherever the blocks are cut, the records are those that were written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhatIsWritten_IsRead_AcrossBlocks(int seed)
    {
        var random = new Random(seed);
        var written = new List<string>();
        var text = new StringBuilder();
        while (text.Length < 2_000_000)
        {
            string[] fields = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Field(random))];
            if (fields is [""])
                continue; // a blank line is no record
            written.Add(string.Join('|', fields));
            text.AppendJoin(',', fields.Select(field => field.AsSpan().ContainsAny(",\"\n\r") || random.Next(4) == 0 ? $"\"{field.Replace("\"", "\"\"")}\"" : field))
                .Append(random.Next(2) == 0 ? "\n" : "\r\n");
        }

        var read = new List<string>();
        foreach (var block in Split(text.ToString()))
        {
            Assert.Null(block.Problem);
            var fields = new RecordFields(block.Bytes, block.FirstLine);
            while (fields.MoveNext())
                read.Add(Joined(ref fields));
        }

        Assert.Equal(written.Count, read.Count);
        Assert.Equal(written, read);
    }

    [Fact]
    public void AQuoteThatNeverCloses_CostsOneLine_AndReadingGoesOn()
    {
        var text = "id,name\n1,\"open\n" + string.Concat(Enumerable.Range(2, 200_000).Select(i => $"{i},name {i}\n"));
        var (records, problems) = Read(text);
        Assert.Equal((2L, "a quote that never closes"), Assert.Single(problems));
        Assert.Equal(200_001, records); // the header and all other rows
    }

    [Fact]
    public void ALineOfMegabytes_CostsThatLine_AndReadingGoesOn()
    {
        var (records, problems) = Read("id\n1\n" + new string('x', 10 << 20) + "\n2\n3\n");
        var (line, reason) = Assert.Single(problems);
        Assert.Equal(3, line);
        Assert.Contains("a record of more than", reason);
        Assert.Equal(4, records);
    }

    [Fact]
    public void AByteOrderMark_IsNoPartOfTheFirstName()
    {
        var block = Assert.Single(RecordSplitter.Split(new MemoryStream([0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n']), 0, FileFormat.Csv, CancellationToken.None));
        Assert.Equal("a\n"u8, block.Bytes);
    }

    private static (int Records, List<(long Line, string Reason)> Problems) Read(string text)
    {
        var records = 0;
        var problems = new List<(long, string)>();
        foreach (var block in Split(text))
        {
            if (block.Problem is { } problem)
            {
                problems.Add((block.FirstLine, problem));
                continue;
            }

            var fields = new RecordFields(block.Bytes, block.FirstLine);
            while (fields.MoveNext())
                records++;
        }

        return (records, problems);
    }

    private static IEnumerable<RecordBlock> Split(string text) =>
        RecordSplitter.Split(new MemoryStream(Encoding.UTF8.GetBytes(text)), 0, FileFormat.Csv, CancellationToken.None);

    private static string Joined(ref RecordFields fields)
    {
        var texts = new string[fields.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = fields.Text(i);
        return string.Join('|', texts);
    }

    private static string Field(Random random)
    {
        const string Letters = "abc ,\"\n\réß";
        return string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])).Trim('\r');
    }
}
