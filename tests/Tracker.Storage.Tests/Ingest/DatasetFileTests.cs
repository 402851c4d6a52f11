using Tracker.Storage.Ingest;
using Tracker.Storage.Ingest.Datasets;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

public class DatasetFileTests
{
    private const string Columns = "\n    consumer_id: c\n    occurred_at: t\n    sector: s\n    amount: a\n";

    /// <summary>What cannot be understood is one line that says where, what was expected and what came.</summary>
    [Theory]
    [InlineData("", "dataset.yaml: expected keys such as events and consumers, the file is empty")]
    [InlineData("- a\n- b\n", "dataset.yaml line 1: expected keys such as events and consumers")]
    [InlineData("a: 1\n---\nb: 2\n", "dataset.yaml: expected one document, got 2")]
    [InlineData("events: [\n", "dataset.yaml line 2: this is not YAML: ")]
    [InlineData("currency: EUR\ncurrency: USD\n", "dataset.yaml line 2: this is not YAML: Duplicate key")]
    [InlineData("time_zone: UTC\ntimezone: UTC\n", "dataset.yaml line 2: expected one of time_zone, currency, consumers, events, calendar, taxonomy, population, got timezone")]
    [InlineData("\ntime_zone: Europe/Londn\n", "dataset.yaml line 2: time_zone: expected an IANA name such as Europe/London, got Europe/Londn")]
    [InlineData("time_zone: [UTC]\n", "dataset.yaml line 1: time_zone: expected a text, got a list")]
    [InlineData("currency: euro\n", "dataset.yaml line 1: currency: expected three capital letters such as EUR, got euro")]
    [InlineData("events: all\n", "dataset.yaml line 1: expected a mapping at events, got all")]
    [InlineData("events:\n", "dataset.yaml line 1: expected a mapping at events, got nothing")]
    [InlineData("events:\n  columns: {}\n", "dataset.yaml line 2: events: expected files, a pattern of names such as transactions/*.csv")]
    [InlineData("events:\n  files: a.csv\n  format: xlsx\n", "dataset.yaml line 3: events.format: expected csv or ndjson, got xlsx")]
    [InlineData("events:\n  files: a.csv\n  delimiter: ab\n", "dataset.yaml line 3: events.delimiter: expected one character such as ; or the word tab, got ab")]
    [InlineData("events:\n  files: a.csv\n  columns:\n    amount: a\n", "dataset.yaml line 4: events.columns: expected consumer_id")]
    [InlineData("events:\n  files: a.csv\n  columns:\n    consumer_id: c\n    occurred_at: t\n    amount: a\n", "dataset.yaml line 4: events.columns: expected sector or category")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    price: p\n", "dataset.yaml line 8: events.columns: expected one of event_id, consumer_id, occurred_at, sector, category, kind, quantity, amount, currency, merchant, brand, product, got price")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    brand: {}\n", "dataset.yaml line 8: events.columns.brand: expected either column or constant")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    brand: {constant: x, other: y}\n", "dataset.yaml line 8: events.columns.brand: expected a text at constant and nothing beside it")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    brand:\n", "dataset.yaml line 8: events.columns: expected a text at brand")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    kind: {column: k, values: {S: sale}}\n", "dataset.yaml line 8: events.columns.kind.values.S: expected visit, purchase, refund, got sale")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "    kind: {sign: {negative: purchase}}\n", "dataset.yaml line 8: events.columns.kind.sign.negative: expected refund, got purchase")]
    [InlineData("events:\n  files: a.csv\n  columns: {consumer_id: c, occurred_at: t, sector: s, amount: {product: [a]}}\n", "dataset.yaml line 3: events.columns.amount.product: expected two columns, as in [price, quantity]")]
    [InlineData("events:\n  files: a.csv\n  columns: {consumer_id: c, occurred_at: t, sector: s, amount: {column: a, divide_by: 0}}\n", "dataset.yaml line 3: events.columns.amount.divide_by: expected a number above 0, got 0")]
    [InlineData("events:\n  files: a.csv\n  columns: {consumer_id: c, occurred_at: t, sector: s, amount: {column: a, negate: maybe}}\n", "dataset.yaml line 3: events.columns.amount.negate: expected true or false, got maybe")]
    [InlineData("events:\n  files: a.csv\n  columns: {consumer_id: c, occurred_at: {column: t, format: dd/MM}, sector: s, amount: a}\n", "dataset.yaml line 3: events.columns.occurred_at: expected yyyy, MM and dd in the pattern, got dd/MM")]
    [InlineData("events:\n  files: a.csv\n  columns:" + Columns + "  leave_out: [{column: x, reason: y}]\n", "dataset.yaml line 8: events.leave_out: expected values, those of the rows to leave out (\"\" is the empty one)")]
    [InlineData("consumers:\n  from: receipts\n", "dataset.yaml line 2: consumers.from: expected events, got receipts")]
    [InlineData("consumers:\n  from: events\n  files: c.csv\n", "dataset.yaml line 2: consumers.from: expected either files and columns, or from: events")]
    [InlineData("consumers:\n  from: events\n  take: any\n", "dataset.yaml line 3: consumers.take: expected first or last, got any")]
    [InlineData("consumers:\n  files: c.csv\n  attributes:\n    age: {column: age, bins: [30, x]}\n", "dataset.yaml line 4: consumers.attributes.age.bins: expected a number, got x")]
    [InlineData("consumers:\n  files: c.csv\n  attributes:\n    age: {column: age, bins: [30, 20]}\n", "dataset.yaml line 4: consumers.attributes.age.bins: expected edges that ascend, got 30, 20")]
    [InlineData("consumers:\n  files: c.csv\n  attributes: [age]\n", "dataset.yaml line 3: consumers: expected a mapping at attributes, got a list")]
    [InlineData("population: p.csv\n", "dataset.yaml line 1: expected a mapping at population, got p.csv")]
    [InlineData("population:\n  columns: {month: m}\n", "dataset.yaml line 2: population: expected files, a pattern of names such as transactions/*.csv")]
    [InlineData("population:\n  files: p.csv\n  columns: {people: p}\n", "dataset.yaml line 3: population.columns: expected one of month, population, got people")]
    [InlineData("population:\n  files: p.csv\n  columns: {month: {column: m, format: yyyy}}\n", "dataset.yaml line 3: population.columns.month: expected yyyy and MM in the pattern, got yyyy")]
    [InlineData("population:\n  files: p.csv\n  attributes: {}\n", "dataset.yaml line 3: population.attributes: expected an attribute or more")]
    [InlineData("population:\n  files: p.csv\n  attributes:\n    age: {column: a, bins: [30, 20]}\n", "dataset.yaml line 4: population.attributes.age.bins: expected edges that ascend, got 30, 20")]
    [InlineData("population:\n  - files: p.csv\n    add: sum\n", "dataset.yaml line 3: population.add: expected true or false, got sum")]
    [InlineData("taxonomy: {}\n", "dataset.yaml line 1: taxonomy: expected either files or sectors")]
    [InlineData("taxonomy:\n  sectors:\n    Food: [apples]\n    Sport: [balls, apples]\n", "dataset.yaml line 4: taxonomy.sectors.Sport: the category apples stands twice")]
    public void WhatIsNotUnderstood_IsOneClearError(string text, string message)
    {
        using var folder = new PanelFolder().WriteText("dataset.yaml", text);

        var error = Assert.Throws<IngestException>(() => DatasetFile.Read(Path.Combine(folder.Path, "dataset.yaml")));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void EveryReadyMadeFile_IsUnderstood()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "seeds", "datasets"), "*.yaml");
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.NotNull(DatasetFile.Read(file).Zone));
    }

    [Theory]
    [InlineData("a.csv", "a.csv")]
    [InlineData("*.csv", "a.csv|b.csv")]
    [InlineData("?.csv", "a.csv|b.csv")]
    [InlineData("in/*/*.csv", "in/x/c.csv")]
    [InlineData("**/*.csv", "a.csv|b.csv|in/d.csv|in/x/c.csv")]
    [InlineData("in/**", "")]
    [InlineData("./in/d.csv", "in/d.csv")]
    public void APattern_FindsFilesBelowTheFolder(string pattern, string expected)
    {
        using var folder = Nested();
        if (expected.Length > 0)
            Assert.Equal(expected.Split('|'), FileGlob.Find(folder.Path, Pattern(pattern)));
        else
            Assert.Contains("found none", Assert.Throws<IngestException>(() => FileGlob.Find(folder.Path, Pattern(pattern))).Message);
    }

    [Theory]
    [InlineData("../secret.csv", "dataset.yaml line 1: files: expected a pattern of names below the folder, got ../secret.csv, which leads out of it")]
    [InlineData("in/../../secret.csv", "which leads out of it")]
    [InlineData("/etc/passwd", "which leads out of it")]
    [InlineData("in\\..\\x", "which leads out of it")]
    [InlineData("", "which leads out of it")]
    [InlineData("out.csv", "dataset.yaml line 1: files: out.csv is a link that leads out of the folder")]
    [InlineData("out*", "is a link that leads out of the folder")]
    [InlineData("outer/*.csv", "files: outer is a link that leads out of the folder")]
    [InlineData("**/*.csv", "is a link that leads out of the folder")]
    [InlineData("chain.csv", "files: chain.csv is a link that leads out of the folder")]
    public void APatternOrLinkThatLeadsOut_IsRefused(string pattern, string message)
    {
        using var folder = Nested();
        using var outside = new PanelFolder().Write("secret.csv", "a");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "out.csv"), Path.Combine(outside.Path, "secret.csv"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "outer"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "chain.csv"), "in/hop.csv");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "in/hop.csv"), Path.Combine(folder.Path, "outer", "secret.csv"));
        Assert.Contains(message, Assert.Throws<IngestException>(() => FileGlob.Find(folder.Path, Pattern(pattern))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALinkWithinTheFolder_IsFollowed_AndOneToItselfIsAnError()
    {
        using var folder = Nested();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.csv"), Path.Combine(folder.Path, "in/d.csv"));
        Assert.Equal(["link.csv"], FileGlob.Find(folder.Path, Pattern("link.csv")));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "loop.csv"), Path.Combine(folder.Path, "loop.csv"));
        Assert.Contains("a link that leads to itself", Assert.Throws<IngestException>(() => FileGlob.Find(folder.Path, Pattern("loop.csv"))).Message);
    }

    private static PanelFolder Nested()
    {
        var folder = new PanelFolder().Write("a.csv", "a").Write("b.csv", "b");
        Directory.CreateDirectory(Path.Combine(folder.Path, "in/x"));
        return folder.Write("in/d.csv", "d").Write("in/x/c.csv", "c");
    }

    private static FileSet Pattern(string pattern) => new([pattern], null, (byte)',', "dataset.yaml line 1: ");
}
