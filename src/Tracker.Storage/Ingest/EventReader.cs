using Tracker.Storage.Ingest.Csv;

namespace Tracker.Storage.Ingest;

/// <summary>Turns records of text into <see cref="EventRow"/>s or rejects. One for each thread.</summary>
internal sealed class EventReader(PanelWords words, RejectLog rejects, EventSink sink)
{
    private const int MaxLabelBytes = 500;
    private readonly Vocabulary.View sectors = new(words.Sectors);
    private readonly Vocabulary.View merchants = new(words.Merchants);
    private readonly Vocabulary.View brands = new(words.Brands);
    private readonly Vocabulary.View products = new(words.Products);

    private readonly record struct Fault(string? Column, string Reason);

    /// <summary>Reads a block; returns how many rows it held.</summary>
    public long Read(SourceFile file, RecordBlock block, EventColumns columns, bool hasHeader)
    {
        if (block.Problem is { } problem)
        {
            rejects.Add(new(file.Name, block.FirstLine, null, problem, Reject.RawText(block.Bytes)), 0);
            return 1;
        }

        var rows = 0L;
        var fields = new RecordFields(block.Bytes, block.FirstLine);
        if (hasHeader)
            fields.MoveNext();
        while (fields.MoveNext())
        {
            rows++;
            var row = new EventRow { File = file.Index, Line = (int)fields.Line };
            if (Parse(ref fields, columns, ref row) is { } fault)
            {
                var cents = fields.Count == columns.Count && FieldParsers.TryCents(fields[columns.Amount], out var amount) ? amount : 0;
                rejects.Add(new(file.Name, fields.Line, fault.Column, fault.Reason, Reject.RawText(fields.Raw)), cents);
            }
            else
            {
                sink.Add(in row);
            }
        }

        return rows;
    }

    private Fault? Parse(ref RecordFields fields, EventColumns columns, ref EventRow row)
    {
        if (fields.TextProblem(columns.Count) is { } problem)
            return new(null, problem);

        var consumer = fields[columns.Consumer];
        if (consumer.IsEmpty)
            return new("consumer_id", "expected a consumer, got nothing");
        if (!words.Consumers.TryGet(consumer, out row.Consumer))
            return new("consumer_id", "a consumer that is not in consumers.csv");

        var occurredAt = fields[columns.OccurredAt];
        if (!Instant.TryParse(occurredAt, out row.OccurredAt))
            return new("occurred_at", $"expected an ISO 8601 time in the years {Instant.FirstYear} to {Instant.LastYear}");

        if (Sector(ref fields, columns, ref row) is { } sectorFault)
            return sectorFault;
        if (Amount(ref fields, columns, ref row) is { } amountFault)
            return amountFault;

        row.Quantity = row.Kind == EventKind.Visit ? 0 : 1;
        if (columns.Quantity >= 0 && fields[columns.Quantity] is { IsEmpty: false } quantity && !FieldParsers.TryQuantity(quantity, out row.Quantity))
            return new("quantity", "expected a number");

        if (Label(fields[columns.Merchant], merchants, "merchant", out row.Merchant) is { } merchantFault)
            return merchantFault;
        if (Label(fields[columns.Brand], brands, "brand", out row.Brand) is { } brandFault)
            return brandFault;
        if (Label(fields[columns.Product], products, "product", out row.Product) is { } productFault)
            return productFault;

        if (columns.EventId < 0)
        {
            row.Identify();
            return null;
        }

        if (fields[columns.EventId] is not { IsEmpty: false } id)
            return new("event_id", "expected an id, got nothing");
        row.Identify(id);
        return null;
    }

    private Fault? Sector(ref RecordFields fields, EventColumns columns, ref EventRow row)
    {
        int sector;
        if (columns.Sector >= 0)
        {
            var name = fields[columns.Sector];
            if (name.IsEmpty)
                return new("sector", "expected a sector, got nothing");
            if (name.Length > MaxLabelBytes)
                return new("sector", $"expected at most {MaxLabelBytes} bytes, got {name.Length}");
            if (words.TaxonomySectors.Count > 0 && !words.TaxonomySectors.TryGet(name, out _))
                return new("sector", "a sector that is not in the taxonomy");
            if (!sectors.TryNumber(name, out sector))
                return new("sector", "a new sector, with 1,000 there already: is this the column of sectors?");
        }
        else
        {
            if (!words.CategoryNumbers.TryGet(fields[columns.Category], out sector))
                return new("category", "a category that is not in the taxonomy");
        }

        row.Sector = (short)sector;
        return null;
    }

    /// <summary>Without a kind, money below zero is a refund and everything else a purchase.</summary>
    private static Fault? Amount(ref RecordFields fields, EventColumns columns, ref EventRow row)
    {
        var kind = columns.Kind >= 0 ? fields[columns.Kind] : default;
        var amount = fields[columns.Amount];
        var cents = 0L;
        if (kind.SequenceEqual("visit"u8))
        {
            row.Kind = EventKind.Visit;
            return amount.IsEmpty || (FieldParsers.TryCents(amount, out cents) && cents == 0)
                ? null
                : new("amount", "expected nothing or 0 for a visit");
        }

        if (!FieldParsers.TryCents(amount, out cents))
            return new("amount", "expected an amount of money such as 12.34");
        if (kind.SequenceEqual("refund"u8) || (kind.IsEmpty && cents < 0))
        {
            row.Kind = EventKind.Refund;
            row.PositiveInFile = cents > 0;
            row.AmountCents = -Math.Abs(cents);
            return null;
        }

        if (!kind.IsEmpty && !kind.SequenceEqual("purchase"u8))
            return new("kind", "expected visit, purchase or refund");
        if (cents < 0)
            return new("amount", "expected 0 or more for a purchase; money back is a refund");
        row.Kind = EventKind.Purchase;
        row.AmountCents = cents;
        return null;
    }

    private static Fault? Label(ReadOnlySpan<byte> text, Vocabulary.View labels, string column, out int number)
    {
        number = 0;
        if (text.IsEmpty)
            return null;
        if (text.Length > MaxLabelBytes)
            return new(column, $"expected at most {MaxLabelBytes} bytes, got {text.Length}");
        return labels.TryNumber(text, out number) ? null : new(column, "a new label, with 20,000,000 there already");
    }
}
