using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Reports;

/// <summary>Which attributes are unknown of which consumer in which month. A value counts from the month in which it becomes valid.</summary>
internal sealed class AttributeGaps
{
    private readonly List<(int Consumer, DateOnly From, int Gap)> spells = [];
    private readonly List<int[]> gaps = [];
    private readonly Dictionary<string, int> numbers = [];

    private AttributeGaps(string[] attributes)
    {
        Attributes = attributes;
        NumberOf([]); // number 0: of whom nothing is known
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>How many different gaps there are.</summary>
    public int Count => gaps.Count;

    public static async Task<AttributeGaps> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var read = new AttributeGaps([.. await AttributeReader.NamesAsync(connection, cancellation)]);
        await using var command = new NpgsqlCommand(
            """
            SELECT consumer_id, valid_from, ARRAY(SELECT jsonb_object_keys(attributes)) FROM warehouse.consumer_attributes ORDER BY valid_from
            """, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            read.spells.Add((rows.GetInt32(0), rows.GetFieldValue<DateOnly>(1), read.NumberOf(rows.GetFieldValue<string[]>(2))));
        return read;
    }

    /// <summary>The attributes that are unknown in a gap, as positions.</summary>
    public IReadOnlyList<int> UnknownIn(int gap) => gaps[gap];

    /// <summary>The number of the gap of each consumer in a month.</summary>
    public int[] InMonth(Month month, int consumers)
    {
        var gapOf = new int[consumers];
        foreach (var (consumer, from, gap) in spells)
        {
            if (from > month.LastDay)
                break;
            if (consumer < consumers)
                gapOf[consumer] = gap;
        }

        return gapOf;
    }

    private int NumberOf(string[] known)
    {
        int[] unknown = [.. Enumerable.Range(0, Attributes.Count).Where(attribute => !known.Contains(Attributes[attribute]))];
        var key = string.Join(',', unknown);
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers.Add(key, number = gaps.Count);
            gaps.Add(unknown);
        }

        return number;
    }
}
