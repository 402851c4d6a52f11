using Npgsql;
using Tracker.Core.Panel;
using Tracker.Storage.Rollup;

namespace Tracker.Storage.Ingest;

/// <summary>What a load changes in the population targets and in who is in which weighting cell.</summary>
internal sealed record Reweighting
{
    /// <summary>The targets of the load: each month that it names is replaced as a whole.</summary>
    public required IReadOnlyList<PopulationRow> Population { get; init; }

    public required bool ChangesTargets { get; init; }

    /// <summary>The cells with this load in them.</summary>
    public required WeightingCells Cells { get; init; }

    public required bool ChangesCells { get; init; }

    /// <summary>Months of the warehouse in which a consumer moves to another cell: their sums by cell are made anew.</summary>
    public required IReadOnlyList<Month> Rebuilt { get; init; }

    /// <param name="source">The database before the load.</param>
    /// <param name="input">The small files of the load.</param>
    /// <param name="words">All consumers have numbers.</param>
    /// <param name="existing">The months of the warehouse.</param>
    public static Reweighting Of(NpgsqlDataSource source, LoadInput input, PanelWords words, IReadOnlyList<Month> existing)
    {
        using var connection = source.OpenConnection();
        var held = List(connection, PopulationRow.Select, PopulationRow.Of);
        var given = input.Population.Select(row => row.Month).ToHashSet();
        var changesTargets = !held.Where(row => given.Contains(row.Month)).ToHashSet().SetEquals(input.Population);
        var targetsBefore = PopulationRow.Targets(held);
        var before = WeightingTables.Cells(
            targetsBefore, List(connection, WeightingTables.SelectCells, row => row.GetString(1)), List(connection, WeightingTables.SelectSpells, WeightingTables.SpellOf));
        var attributes = PopulationRow.Targets(held.Where(row => !given.Contains(row.Month)).Concat(input.Population))?.Attributes ?? [];
        var sameAttributes = attributes.SequenceEqual(before.Attributes);
        if (attributes.Count == 0 || (sameAttributes && input.Consumers.Entries.Count == 0))
            return new() { Population = input.Population, ChangesTargets = changesTargets, Cells = before, ChangesCells = false, Rebuilt = [] };

        var cells = WeightingCells.Of(attributes, sameAttributes ? before.Values : [], Known(connection, input.Consumers, words, attributes));
        return new()
        {
            Population = input.Population,
            ChangesTargets = changesTargets,
            Cells = cells,
            ChangesCells = !sameAttributes || !cells.Spells.SequenceEqual(before.Spells),
            Rebuilt = sameAttributes ? [.. existing.Where(month => Moves(month, before, cells, words.ConsumerCount, input.NewConsumers))] : existing,
        };
    }

    /// <summary>Whether a consumer who was known before is in another cell now.</summary>
    private static bool Moves(Month month, WeightingCells before, WeightingCells after, int consumers, IReadOnlyList<(int Number, string Id)> added)
    {
        var knownBefore = consumers - added.Count;
        return !before.InMonth(month, consumers).AsSpan(0, knownBefore).SequenceEqual(after.InMonth(month, consumers).AsSpan(0, knownBefore));
    }

    /// <summary>What holds of each consumer from a day on, with the load's rows instead of the database's of the same consumer and day.</summary>
    private static List<(int, DateOnly, WeightingCell)> Known(
        NpgsqlConnection connection, ConsumerSet consumers, PanelWords words, IReadOnlyList<string> attributes)
    {
        var known = new SortedDictionary<(int Consumer, DateOnly From), WeightingCell>();
        foreach (var (consumer, from, json) in List(
            connection, "SELECT consumer_id, valid_from, attributes::text FROM warehouse.consumer_attributes",
            row => (row.GetInt32(0), row.GetFieldValue<DateOnly>(1), row.GetString(2))))
            known[(consumer, from)] = WeightingTables.CellOf(json, attributes);
        foreach (var entry in consumers.Entries)
            known[(words.ConsumerNumber(entry.Id), entry.ValidFrom ?? DateOnly.MinValue)] = WeightingTables.CellOf(entry.Attributes, attributes);
        return [.. known.Select(one => (one.Key.Consumer, one.Key.From, one.Value))];
    }

    private static List<T> List<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var rows = command.ExecuteReader();
        var list = new List<T>();
        while (rows.Read())
            list.Add(read(rows));
        return list;
    }
}
