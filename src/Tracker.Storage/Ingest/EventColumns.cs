using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>Where the columns of the canonical layout stand in an events file; −1 where the file has none.</summary>
internal sealed record EventColumns
{
    public required int Count { get; init; }
    public required int EventId { get; init; }
    public required int Consumer { get; init; }
    public required int OccurredAt { get; init; }
    public required int Sector { get; init; }
    public required int Category { get; init; }
    public required int Kind { get; init; }
    public required int Quantity { get; init; }
    public required int Amount { get; init; }
    public required int Merchant { get; init; }
    public required int Brand { get; init; }
    public required int Product { get; init; }

    /// <exception cref="IngestException">A required column is missing, or a column stands twice.</exception>
    public static EventColumns Read(CsvHeader header)
    {
        var columns = new EventColumns
        {
            Count = header.Names.Count,
            EventId = header.Find("event_id"),
            Consumer = header.Require("consumer_id"),
            OccurredAt = header.Require("occurred_at"),
            Sector = header.Find("sector"),
            Category = header.Find("category"),
            Kind = header.Find("kind"),
            Quantity = header.Find("quantity"),
            Amount = header.Require("amount"),
            Merchant = header.Find("merchant"),
            Brand = header.Find("brand"),
            Product = header.Find("product"),
        };
        if (columns.Sector < 0 && columns.Category < 0)
            throw new IngestException($"{header.File}: expected a column sector or category; it has {string.Join(", ", header.Names)}");
        return columns;
    }
}
