using System.Text;
using Tracker.Storage.Ingest.Json;

namespace Tracker.Storage.Ingest.Plans;

/// <summary>Where every field of an event comes from in one file: decided once, so that nothing is decided for each row.</summary>
internal sealed record EventPlan
{
    /// <summary>How many fields each row has.</summary>
    public required int Columns { get; init; }

    /// <summary>The wanted paths where the file holds lines of JSON.</summary>
    public required JsonPaths? Paths { get; init; }

    public required TextSource EventId { get; init; }

    /// <summary>Whether a row without an id is a reject; else its content is its identity.</summary>
    public required bool NeedsEventId { get; init; }

    public required TextSource Consumer { get; init; }
    public required TextSource OccurredAt { get; init; }
    public required TimeFormat Time { get; init; }
    public required PanelZone Zone { get; init; }
    public required TextSource Sector { get; init; }
    public required TextSource Category { get; init; }
    public required TextSource Kind { get; init; }
    public required SignKinds Signs { get; init; }
    public required TextSource Quantity { get; init; }
    public required AmountSource Amount { get; init; }
    public required TextSource Currency { get; init; }

    /// <summary>What <see cref="Currency"/> must say.</summary>
    public required byte[] PanelCurrency { get; init; }

    public required TextSource Merchant { get; init; }
    public required TextSource Brand { get; init; }
    public required TextSource Product { get; init; }
    public required IReadOnlyList<LeaveOutRule> LeaveOut { get; init; }

    /// <summary>Attributes of the consumer that the rows hold, where consumers come from events.</summary>
    public required IReadOnlyList<AttributeSource> Attributes { get; init; }

    /// <param name="attributes">Empty unless consumers come from events.</param>
    /// <exception cref="IngestException">A column that is needed is missing.</exception>
    public static EventPlan Of(EventMapping mapping, SourceColumns columns, PanelSettings settings, IReadOnlyList<AttributeMapping> attributes)
    {
        var (consumer, occurredAt) = (mapping.Consumer.Resolve(columns), mapping.OccurredAt.Resolve(columns));
        var sector = Resolve(mapping.Sector);
        var category = mapping.IsCanonical && sector.IsThere && !columns.AreOpen ? TextSource.None : Resolve(mapping.Category);
        if (!sector.IsThere && !category.IsThere)
            throw new IngestException($"{columns.File}: expected a column sector or category; it has {columns.Listing}");
        if (mapping.Currency is { } currency && settings.Currency is null)
            throw new IngestException($"{currency.Where}a column of currencies: expected currency: at the top, for a panel is in one");
        var plan = new EventPlan
        {
            EventId = Resolve(mapping.EventId),
            NeedsEventId = !(mapping.IsCanonical && columns.AreOpen),
            Consumer = consumer,
            OccurredAt = occurredAt,
            Time = mapping.Time,
            Zone = settings.Zone,
            Sector = sector,
            Category = category,
            Kind = Resolve(mapping.Kind),
            Signs = mapping.Signs,
            Quantity = Resolve(mapping.Quantity),
            Amount = mapping.Amount.Resolve(columns),
            Currency = Resolve(mapping.Currency),
            PanelCurrency = Encoding.UTF8.GetBytes(settings.Currency ?? ""),
            Merchant = Resolve(mapping.Merchant),
            Brand = Resolve(mapping.Brand),
            Product = Resolve(mapping.Product),
            LeaveOut = [.. mapping.LeaveOut.Select(rule => rule.Resolve(columns))],
            Attributes = [.. attributes.Select(attribute => attribute.Resolve(columns))],
            Columns = 0,
            Paths = null,
        };
        return plan with { Columns = columns.Count, Paths = columns.AreOpen ? columns.Paths() : null };

        TextSource Resolve(TextMapping? field) => field?.Resolve(columns) ?? TextSource.None;
    }
}
