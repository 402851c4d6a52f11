using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Json;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>Turns records of text into <see cref="EventRow"/>s or rejects. One for each thread.</summary>
internal sealed class EventReader(PanelWords words, RejectLog rejects, EventSink sink)
{
    private const int MaxLabelBytes = 500;
    private readonly Vocabulary.View sectors = new(words.Sectors);
    private readonly Vocabulary.View merchants = new(words.Merchants);
    private readonly Vocabulary.View brands = new(words.Brands);
    private readonly Vocabulary.View products = new(words.Products);
    private readonly RowScratch scratch = new();

    private readonly record struct Fault(string? Column, string Reason);

    /// <summary>Reads a block; returns how many rows it held.</summary>
    public long Read(SourceFile file, RecordBlock block, EventPlan plan, bool hasHeader)
    {
        if (block.Problem is { } problem)
        {
            rejects.Add(new(file.Name, block.FirstLine, null, problem, Reject.RawText(block.Bytes)), 0);
            return 1;
        }

        if (plan.Paths is { } paths)
        {
            var lines = new JsonFields(block.Bytes, block.FirstLine, paths);
            return Read(file, ref lines, plan);
        }

        var fields = new RecordFields(block.Bytes, block.FirstLine, file.Format.Delimiter);
        if (hasHeader)
            fields.MoveNext();
        return Read(file, ref fields, plan);
    }

    private long Read<T>(SourceFile file, ref T fields, EventPlan plan)
        where T : IRowFields, allows ref struct
    {
        var rows = 0L;
        while (fields.MoveNext())
        {
            rows++;
            scratch.Clear();
            var row = new EventRow { File = file.Index, Line = (int)fields.Line };
            if (Parse(ref fields, plan, ref row) is { } fault)
            {
                var cents = fields.TextProblem(plan.Columns) is null && plan.Amount.TryCents(ref fields, scratch, out var amount, out _) ? amount : 0;
                rejects.Add(new(file.Name, fields.Line, fault.Column, fault.Reason, Reject.RawText(fields.Raw)), cents);
            }
            else
            {
                sink.Add(in row);
            }
        }

        return rows;
    }

    private Fault? Parse<T>(ref T fields, EventPlan plan, ref EventRow row)
        where T : IRowFields, allows ref struct
    {
        if (fields.TextProblem(plan.Columns) is { } problem)
            return new(null, problem);
        foreach (var rule in plan.LeaveOut)
        {
            if (rule.Applies(ref fields, scratch))
                return new(rule.Column, rule.Reason);
        }

        var consumer = plan.Consumer.Read(ref fields, scratch);
        if (consumer.IsEmpty)
            return new("consumer_id", "expected a consumer, got nothing");
        if (!words.Consumers.TryGet(consumer, out row.Consumer))
            return new("consumer_id", "a consumer that is not among the consumers");

        if (!plan.Time.TryParse(plan.OccurredAt.Read(ref fields, scratch), plan.Zone, out row.OccurredAt))
            return new("occurred_at", $"expected {plan.Time.Expected} in the years {Instant.FirstYear} to {Instant.LastYear}");

        if (Sector(ref fields, plan, ref row) is { } sectorFault)
            return sectorFault;
        if (Amount(ref fields, plan, ref row) is { } amountFault)
            return amountFault;
        if (plan.Currency.IsThere && !plan.Currency.Read(ref fields, scratch).SequenceEqual(plan.PanelCurrency))
            return new("currency", "expected the currency of the panel");

        row.Quantity = row.Kind == EventKind.Visit ? 0 : 1;
        if (plan.Quantity.Read(ref fields, scratch) is { IsEmpty: false } quantity && !FieldParsers.TryQuantity(quantity, out row.Quantity))
            return new("quantity", "expected a number");

        if (Label(plan.Merchant.Read(ref fields, scratch), merchants, "merchant", out row.Merchant) is { } merchantFault)
            return merchantFault;
        if (Label(plan.Brand.Read(ref fields, scratch), brands, "brand", out row.Brand) is { } brandFault)
            return brandFault;
        if (Label(plan.Product.Read(ref fields, scratch), products, "product", out row.Product) is { } productFault)
            return productFault;
        return Identity(ref fields, plan, ref row);
    }

    private Fault? Identity<T>(ref T fields, EventPlan plan, ref EventRow row)
        where T : IRowFields, allows ref struct
    {
        var id = plan.EventId.Read(ref fields, scratch);
        if (id.IsEmpty && plan.EventId.IsThere && plan.NeedsEventId)
            return new("event_id", "expected an id, got nothing");
        if (id.IsEmpty)
            row.Identify();
        else
            row.Identify(id);
        return scratch.Problem is { } problem ? new(null, problem) : null;
    }

    private Fault? Sector<T>(ref T fields, EventPlan plan, ref EventRow row)
        where T : IRowFields, allows ref struct
    {
        int sector;
        var name = plan.Sector.Read(ref fields, scratch);
        if (name.IsEmpty && plan.Category.IsThere)
        {
            var category = plan.Category.Read(ref fields, scratch);
            if (!words.CategoryNumbers.TryGet(category, out sector))
                return new("category", category.IsEmpty ? "expected a sector or category, got nothing" : "a category that is not in the taxonomy");
        }
        else
        {
            if (name.IsEmpty)
                return new("sector", "expected a sector, got nothing");
            if (name.Length > MaxLabelBytes)
                return new("sector", $"expected at most {MaxLabelBytes} bytes, got {name.Length}");
            if (words.TaxonomySectors.Count > 0 && !words.TaxonomySectors.TryGet(name, out _))
                return new("sector", "a sector that is not in the taxonomy");
            if (!sectors.TryNumber(name, out sector))
                return new("sector", "a new sector, with 1,000 there already: is this the column of sectors?");
        }

        row.Sector = (short)sector;
        return null;
    }

    /// <summary>Without a kind the sign decides: money below zero is a refund and everything else, unless the file says otherwise, a purchase.</summary>
    private Fault? Amount<T>(ref T fields, EventPlan plan, ref EventRow row)
        where T : IRowFields, allows ref struct
    {
        var kind = plan.Kind.Read(ref fields, scratch);
        var isAmount = plan.Amount.TryCents(ref fields, scratch, out var cents, out var isEmpty);
        if (kind.SequenceEqual("visit"u8) || (kind.IsEmpty && plan.Signs.Zero == EventKind.Visit && (isEmpty || (isAmount && cents == 0))))
        {
            row.Kind = EventKind.Visit;
            return isEmpty || (isAmount && cents == 0) ? null : new("amount", "expected nothing or 0 for a visit");
        }

        if (!isAmount)
            return new("amount", "expected an amount of money such as 12.34");
        if (kind.SequenceEqual("refund"u8) || (kind.IsEmpty && (cents < 0 || (cents > 0 && plan.Signs.Positive == EventKind.Refund))))
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
