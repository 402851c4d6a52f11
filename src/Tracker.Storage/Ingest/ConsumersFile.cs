using System.Globalization;
using System.Text;
using System.Text.Json;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>Reads files of consumers: an id, optionally the day from which the row is valid, and any attributes.</summary>
internal static class ConsumersFile
{
    public const int MaxIdBytes = 200;

    /// <param name="ValidFrom">Null where the file gives no date: valid since ever.</param>
    /// <param name="Attributes">JSON object of the known attributes, keys in order.</param>
    internal sealed record Entry(string Id, DateOnly? ValidFrom, string Attributes);

    /// <summary>The columns of one file.</summary>
    private sealed record Plan(TextSource Id, TextSource ValidFrom, TimeFormat Date, PanelZone Zone, IReadOnlyList<AttributeSource> Attributes)
    {
        public static Plan Of(ConsumerMapping mapping, SourceColumns columns, CsvHeader header, PanelZone zone)
        {
            var (id, validFrom) = (mapping.Id.Resolve(columns), mapping.ValidFrom?.Resolve(columns) ?? TextSource.None);
            return new(id, validFrom, mapping.Date, zone, AttributeSource.Of(mapping.Attributes, columns, header, id, validFrom));
        }
    }

    private readonly record struct Kept(Entry Entry, SourceFile File, CsvRow Row);

    /// <summary>The usable rows in the order of id and date; the others go to the rejects.</summary>
    public static ConsumerSet Read(
        IReadOnlyList<SourceFile> files, ConsumerMapping mapping, PanelZone zone, RejectLog rejects, CancellationToken cancellation)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var byKey = new Dictionary<(string, DateOnly?), Kept>();
        foreach (var file in files)
        {
            var table = CsvTable.Read(file, cancellation);
            var plan = Plan.Of(mapping, SourceColumns.OfHeader(table.Header), table.Header, zone);
            names.UnionWith(plan.Attributes.Select(attribute => attribute.Name));
            var scratch = new RowScratch();
            foreach (var row in table.Rows)
            {
                scratch.Clear();
                if (Parse(file, row, plan, scratch, rejects) is { } entry)
                    Keep(byKey, new(entry, file, row), rejects);
            }
        }

        return new(
            [.. byKey.Values.Select(kept => kept.Entry).OrderBy(entry => entry.Id, StringComparer.Ordinal).ThenBy(entry => entry.ValidFrom)], [.. names]);
    }

    private static void Keep(Dictionary<(string, DateOnly?), Kept> byKey, Kept row, RejectLog rejects)
    {
        var key = (row.Entry.Id, row.Entry.ValidFrom);
        if (!byKey.TryGetValue(key, out var other))
        {
            byKey.Add(key, row);
        }
        else if (other.Entry != row.Entry)
        {
            // Of two that differ, the same one is kept in whatever order they come.
            var keepsOther = string.CompareOrdinal(other.Entry.Attributes, row.Entry.Attributes) < 0;
            var dropped = keepsOther ? row : other;
            rejects.AddBeside(new(dropped.File.Name, dropped.Row.Line, "consumer_id", "the consumer stands twice, with other attributes", dropped.Row.Raw));
            byKey[key] = keepsOther ? other : row;
        }
    }

    private static Entry? Parse(SourceFile file, CsvRow row, Plan plan, RowScratch scratch, RejectLog rejects)
    {
        if (row.Problem is { } problem)
            return Refuse(null, problem);
        var fields = new TableFields(row);
        var id = Encoding.UTF8.GetString(plan.Id.Read(ref fields, scratch));
        if (id.Length is 0 or > MaxIdBytes)
            return Refuse("consumer_id", $"expected an id of 1 to {MaxIdBytes} characters");
        DateOnly? validFrom = null;
        if (plan.ValidFrom.Read(ref fields, scratch) is { IsEmpty: false } day)
        {
            if (!TryDay(day, plan, out var date))
                return Refuse("valid_from", plan.Date == TimeFormat.Iso ? "expected a date such as 2024-01-31" : $"expected {plan.Date.Expected}");
            validFrom = date;
        }

        var known = new Dictionary<string, string>();
        foreach (var attribute in plan.Attributes)
        {
            if (attribute.Read(ref fields, scratch, out var unknown) is { } value)
                known[attribute.Name] = value;
            if (unknown is not null)
                rejects.AddBeside(new(file.Name, row.Line, attribute.Name, unknown, row.Raw));
        }

        return scratch.Problem is { } inside ? Refuse(null, inside) : new(id, validFrom, JsonSerializer.Serialize(known));

        Entry? Refuse(string? column, string reason)
        {
            rejects.AddBeside(new(file.Name, row.Line, column, reason, row.Raw));
            return null;
        }
    }

    private static bool TryDay(ReadOnlySpan<byte> text, Plan plan, out DateOnly date)
    {
        if (plan.Date == TimeFormat.Iso)
            return DateOnly.TryParseExact(Encoding.UTF8.GetString(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        var isDay = plan.Date.TryParse(text, plan.Zone, out var instant);
        date = isDay ? plan.Zone.DayOf(instant) : default;
        return isDay;
    }
}
