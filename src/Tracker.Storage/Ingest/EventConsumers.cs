using System.Text;
using System.Text.Json;
using Tracker.Storage.Ingest.Csv;
using Tracker.Storage.Ingest.Json;
using Tracker.Storage.Ingest.Plans;

namespace Tracker.Storage.Ingest;

/// <summary>
/// Finds the consumers in the files of events, for data without a file of consumers. Whoever stands in a row that can be read is a consumer; an
/// attribute is the first or last known value by the time of the rows, whatever their order. What an earlier load found is kept.
/// </summary>
internal sealed class EventConsumers(TakenValue taken, RejectLog rejects)
{
    private readonly record struct Known(long At, string Value);

    private readonly SortedDictionary<string, Dictionary<string, Known>> consumers = new(StringComparer.Ordinal);
    private readonly RowScratch scratch = new();

    /// <param name="held">What the database knows of consumers, as JSON by id: "first" leaves it, "last" goes over it.</param>
    public static ConsumerSet Read(
        IReadOnlyList<EventSource> events, ConsumerMapping mapping, PanelSettings settings, IReadOnlyDictionary<string, string> held,
        RejectLog rejects, CancellationToken cancellation)
    {
        var reader = new EventConsumers(mapping.Taken, rejects);
        var attributes = mapping.Attributes ?? [];
        foreach (var source in events)
        {
            EventPlan? plan = null;
            foreach (var block in source.File.Blocks(onRead: null, cancellation))
            {
                using (block)
                {
                    var hasHeader = plan is null;
                    plan ??= source.Plan(block, settings, attributes);
                    reader.Read(source.File, block, plan, hasHeader);
                }
            }
        }

        return new(
            [.. reader.consumers.Select(consumer => new ConsumersFile.Entry(consumer.Key, null, reader.Merge(consumer.Key, consumer.Value, held)))],
            [.. attributes.Select(attribute => attribute.Name).Order(StringComparer.Ordinal)]);
    }

    private void Read(SourceFile file, RecordBlock block, EventPlan plan, bool hasHeader)
    {
        if (block.Problem is not null)
            return; // a reject of the events
        if (plan.Paths is { } paths)
        {
            var lines = new JsonFields(block.Bytes, block.FirstLine, paths);
            Read(file, ref lines, plan);
            return;
        }

        var fields = new RecordFields(block.Bytes, block.FirstLine, file.Format.Delimiter);
        if (hasHeader)
            fields.MoveNext();
        Read(file, ref fields, plan);
    }

    private void Read<T>(SourceFile file, ref T fields, EventPlan plan)
        where T : IRowFields, allows ref struct
    {
        while (fields.MoveNext())
        {
            scratch.Clear();
            if (fields.TextProblem(plan.Columns) is not null)
                continue;
            var id = Encoding.UTF8.GetString(plan.Consumer.Read(ref fields, scratch));
            if (id.Length is 0 or > ConsumersFile.MaxIdBytes || !plan.Time.TryParse(plan.OccurredAt.Read(ref fields, scratch), plan.Zone, out var at))
                continue;
            if (!consumers.TryGetValue(id, out var known))
                consumers.Add(id, known = []);
            foreach (var attribute in plan.Attributes)
            {
                if (attribute.Read(ref fields, scratch, out var problem) is { } value)
                    Take(known, attribute.Name, new(at, value));
                if (problem is not null)
                    rejects.AddBeside(new(file.Name, fields.Line, attribute.Name, problem, Reject.RawText(fields.Raw)));
            }
        }
    }

    private void Take(Dictionary<string, Known> known, string attribute, Known value)
    {
        if (!known.TryGetValue(attribute, out var other)
            || (taken == TakenValue.First ? value.At < other.At : value.At > other.At)
            || (value.At == other.At && string.CompareOrdinal(value.Value, other.Value) < 0))
            known[attribute] = value;
    }

    private string Merge(string id, Dictionary<string, Known> known, IReadOnlyDictionary<string, string> held)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var before = held.TryGetValue(id, out var json) ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)! : [];
        foreach (var (name, value) in known)
            merged[name] = value.Value;
        foreach (var (name, value) in before)
        {
            if (taken == TakenValue.First || !merged.ContainsKey(name))
                merged[name] = value;
        }

        return JsonSerializer.Serialize(merged);
    }
}
