using Dapper;
using Tracker.Storage.Ingest;
using Tracker.Storage.Rollup;
using Tracker.Testing;

namespace Tracker.Storage.Tests.Ingest;

/// <summary>Population targets from files of any layout, as dataset.yaml says.</summary>
public sealed class PopulationMappingTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase test = null!;
    private TrackerDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        test = await cluster.CreateDatabaseAsync();
        database = await test.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await test.DisposeAsync();
    }

    /// <summary>A census by sex, single years of age and county gives the joint cells of region and age group, and a margin of sex.</summary>
    [Fact]
    public async Task ATableByMoreAttributes_IsAddedUp_ToJointCellsAndToAMargin()
    {
        using var folder = Panel(
            """
            population:
              - files: census/*.txt
                delimiter: ;
                columns: { month: { column: when, format: MM/yyyy }, population: n }
                attributes:
                  region: { column: county, values: { Kent: west, Devon: west, Essex: east, Total: "" } }
                  age: { column: years, bins: [40], labels: [young, old] }
                add: true
              - files: census/*.txt
                delimiter: ;
                columns: { month: { constant: 2024-01 }, population: n }
                attributes: { sex: { column: s, values: { 1: m, 2: f } } }
                add: true
            """);
        Directory.CreateDirectory(Path.Combine(folder.Path, "census"));
        folder.Write("census/1.txt", "when;s;years;county;n", "01/2024;1;39;Kent;10.5", "01/2024;2;40;Kent;20", "01/2024;1;39;Devon;4", "01/2024;1;;Total;99");
        folder.Write("census/2.txt", "when;s;years;county;n", "01/2024;2;17;Essex;7", "01/2024;2;39;Devon;.5");

        var report = await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);

        Assert.Equal(
            [
                "age=old region=west 20", "age=young region=east 7", "age=young region=west 15", "sex=f 27.5", "sex=m 113.5",
            ],
            await Cells());
        Assert.Equal(["age: expected a value: a table by fewer attributes is a file of its own in census/1.txt line 5"], await Rejects());
        Assert.Equal(1, report.ConsumerRejects);
    }

    [Fact]
    public async Task TheOrderOfRowsAndFiles_ChangesNoSum()
    {
        const string Yaml = "population:\n  files: p*.csv*\n  columns: {population: n}\n  attributes: {region: r}\n  add: true\n";
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => $"2024-01,{(i % 3 == 0 ? "west" : "east")},{0.1 + i / 7.0:R}")];
        using (var folder = Panel(Yaml).Write("p.csv", ["month,r,n", .. rows]))
            await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);
        var first = await Cells();

        using (var folder = Panel(Yaml).Write("p1.csv", ["month,r,n", .. rows[20..].Reverse()]).Write("p2.csv.gz", ["month,r,n", .. rows[..20]]))
            await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);

        Assert.Equal(first, await Cells());
    }

    [Fact]
    public async Task RowsThatAreNoCells_AreRejects_WithColumnAndReason()
    {
        using var folder = Panel("population:\n  files: p.ndjson\n  columns: {month: t, population: people.n}\n  attributes: {region: home, age: {column: years, bins: [40]}}\n")
            .Write(
                "p.ndjson",
                """{"t":"2024-01","home":"west","years":3,"people":{"n":5}}""", """{"t":"2024-13","home":"west","years":3,"people":{"n":5}}""",
                """{"t":"2024-01","home":"east","years":3,"people":{"n":-5}}""", """{"t":"2024-01","years":3,"people":{"n":5}}""",
                """{"t":"2024-01","home":"east","years":"old","people":{"n":5}}""", """{"t":"2024-01","home":"west","years":30,"people":{"n":6}}""", "[]");

        var report = await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);

        Assert.Equal(["age=under 40 region=west 6"], await Cells());
        Assert.Equal(6, report.ConsumerRejects);
        Assert.Equal(
            [
                "row: the cell stands twice in the month in p.ndjson line 1", "month: expected a month such as 2024-01 in p.ndjson line 2", "population: expected a number of people, 0 or more in p.ndjson line 3",
                "region: expected a value: a table by fewer attributes is a file of its own in p.ndjson line 4",
                "age: expected a number, for the attribute has bins in p.ndjson line 5",
            ],
            (await Rejects()).Where(reject => !reject.Contains("line 7", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("files: ../p.csv", "dataset.yaml line 2: files: expected a pattern of names below the folder, got ../p.csv, which leads out of it")]
    [InlineData("files: q.csv", "dataset.yaml line 2: files: expected files like q.csv in ")]
    [InlineData("files: p.csv\n  columns: {population: n}\n  attributes: {region: area}", "dataset.yaml line 4: p.csv: expected a column area; it has month, r, n")]
    [InlineData("files: p.csv\n  columns: {population: people}", "dataset.yaml line 3: p.csv: expected a column people; it has month, r, n")]
    [InlineData("files: p.csv", "p.csv: expected a column population; it has month, r, n")]
    [InlineData("files: p.csv\n  columns: {month: r, population: n}\n  format: ndjson", "dataset.yaml line 3: p.csv: expected a column r; it has ")]
    public async Task WhatCannotBe_EndsTheLoadAndTheCheck_InOneLine(string section, string message)
    {
        using var folder = Panel($"population:\n  {section}\n").Write("p.csv", "month,r,n", "2024-01,west,5");

        var load = await Assert.ThrowsAsync<IngestException>(() => Loader.LoadAsync(database.Source, folder.Path, null, Cancel));
        var check = await Assert.ThrowsAsync<IngestException>(() => FolderCheck.RunAsync(folder.Path, null, null, Cancel));

        Assert.StartsWith(message, load.Message, StringComparison.Ordinal);
        Assert.Equal(load.Message, check.Message);
        Assert.Empty(await Cells());
    }

    [Fact]
    public async Task ALinkOutOfTheFolder_IsRefused()
    {
        using var outside = new PanelFolder().Write("p.csv", "month,region,population", "2024-01,west,5");
        using var folder = Panel("population: {files: p.csv}\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "p.csv"), Path.Combine(outside.Path, "p.csv"));
        var error = await Assert.ThrowsAsync<IngestException>(() => Loader.LoadAsync(database.Source, folder.Path, null, Cancel));
        Assert.Equal("dataset.yaml line 1: files: p.csv is a link that leads out of the folder", error.Message);
    }

    [Fact]
    public async Task ACheck_ShowsTheTables_AndValuesThatNoConsumerHas()
    {
        using var folder = Panel("population:\n  - {files: r.csv, columns: {population: n}}\n  - {files: s.csv}\n")
            .Write("r.csv", "month,region,n", "2024-01,west,5", "2024-02,west,6", "2024-02,West,4", "2024-02,east,-1")
            .Write("s.csv", "month,sex,population", "2024-02,m,10");

        var check = await FolderCheck.RunAsync(folder.Path, null, null, Cancel);

        Assert.Equal(
            ["region 2 10 region=West", "sex 1 10 "],
            check.Population.Select(table => $"{string.Join(' ', table.Attributes)} {table.Months} {table.People} {string.Join(' ', table.WithoutConsumers)}"));
        Assert.Equal((1, "expected a number of people, 0 or more"), (check.ConsumerRejects, Assert.Single(check.Reasons).Reason));
    }

    /// <summary>What is named population in the folder is no target where dataset.yaml says what is.</summary>
    [Fact]
    public async Task TheSection_TakesThePlaceOfTheCanonicalFiles()
    {
        using var folder = Panel("population: {files: targets.csv}\n").Write("population.csv", "nothing").Write("targets.csv", "month,region,population", "2024-01,west,5");
        await Loader.LoadAsync(database.Source, folder.Path, null, Cancel);
        Assert.Equal(["region=west 5"], await Cells());
    }

    private static PanelFolder Panel(string yaml) => new PanelFolder().WriteText("dataset.yaml", yaml)
        .Write("consumers.csv", "consumer_id,region,age,sex", "c1,west,young,m", "c2,east,old,f")
        .Events("a.csv", "e1,c1,2024-01-05T10:00:00Z,Food,purchase,1,50.00,,,");

    private async Task<string[]> Cells() =>
        [.. (await database.Source.CreateConnection().QueryAsync<(string Cell, double People)>("SELECT cell::text, people FROM warehouse.population"))
            .Select(row => $"{string.Join(' ', PopulationRow.ValuesOf(row.Cell).Select(value => $"{value.Key}={value.Value}").Order(StringComparer.Ordinal))} {row.People}")
            .Order(StringComparer.Ordinal)];

    private async Task<string[]> Rejects() =>
        [.. (await RejectedRow.ReadAsync(database.Source, null, Cancel).ToListAsync(Cancel))
            .Select(row => $"{row.Reject.Column ?? "row"}: {row.Reject.Reason} in {row.Reject.File} line {row.Reject.Line}")];
}
