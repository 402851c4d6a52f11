using Tracker.Storage.Ingest.Plans;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>The small files of a load: consumers, taxonomy, calendar and population, and the settings that everything is read by. What a load and a check share.</summary>
internal sealed record LoadInput
{
    public required PanelSettings Settings { get; init; }
    public required ConsumerSet Consumers { get; init; }
    public required IReadOnlyList<(int Number, string Id)> NewConsumers { get; init; }
    public required IReadOnlyList<CalendarEntry> Calendar { get; init; }

    /// <summary>Population targets; those of a month stand for all of that month.</summary>
    public required IReadOnlyList<PopulationRow> Population { get; init; }

    /// <param name="held">What the database knows of the consumers' attributes; asked only where consumers come from events.</param>
    /// <exception cref="IngestException">A file cannot be read, or there is no consumer.</exception>
    public static LoadInput Read(
        LoadFolder files, PanelSettings settings, PanelWords words, Func<IReadOnlyDictionary<string, string>> held, RejectLog rejects,
        CancellationToken cancellation)
    {
        var consumers = files.ConsumerColumns is { } columns
            ? ConsumersFile.Read(files.Consumers, columns, settings.Zone, rejects, cancellation)
            : EventConsumers.Read(files.Events, files.Dataset.Consumers!.Mapping, settings, held(), rejects, cancellation);
        var newConsumers = words.NumberConsumers(consumers.Entries.Select(consumer => consumer.Id));
        var taxonomy = new TaxonomyFile(words, rejects);
        taxonomy.Read(files.Taxonomy, files.Dataset.Taxonomy?.Mapping ?? TableMapping.Canonical, cancellation);
        foreach (var (category, sector) in files.Dataset.Categories)
        {
            if (taxonomy.Enter(category, sector) is { } fault)
                throw new IngestException($"{files.Dataset.File}: taxonomy: {category}: {fault}");
        }

        words.FreezeTaxonomy();
        return new()
        {
            Settings = settings,
            Consumers = consumers,
            NewConsumers = newConsumers,
            Calendar = CalendarFile.Read(files.Calendar, files.Dataset.Calendar?.Mapping ?? TableMapping.Canonical, rejects, cancellation),
            Population = PopulationFiles.Read(files.Population, rejects, cancellation),
        };
    }
}
