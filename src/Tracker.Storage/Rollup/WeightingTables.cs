using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>Population targets and weighting cells in the database.</summary>
internal static class WeightingTables
{
    public const string SelectCells = "SELECT cell, attributes::text FROM warehouse.weighting_cells ORDER BY cell";

    public const string SelectSpells = "SELECT consumer_id, from_month, cell FROM mart.consumer_cells ORDER BY consumer_id, from_month";

    public static WeightingCell CellOf(string json, IReadOnlyList<string> attributes)
    {
        var values = PopulationRow.ValuesOf(json);
        return new([.. attributes.Select(attribute => values.GetValueOrDefault(attribute))]);
    }

    public static CellSpell SpellOf(System.Data.Common.DbDataReader row) => new(row.GetInt32(0), row.GetFieldValue<DateOnly>(1), row.GetInt32(2));

    /// <param name="json">The attributes of the cells from 1 on.</param>
    public static WeightingCells Cells(PopulationTargets? targets, IEnumerable<string> json, IReadOnlyList<CellSpell> spells) => targets is null
        ? WeightingCells.None
        : new(targets.Attributes, [CellOf("{}", targets.Attributes), .. json.Select(cell => CellOf(cell, targets.Attributes))], spells);

    /// <summary>Replaces the targets of the months of <paramref name="rows"/>.</summary>
    public static void WritePopulation(NpgsqlConnection connection, IReadOnlyList<PopulationRow> rows)
    {
        using (var delete = new NpgsqlCommand("DELETE FROM warehouse.population WHERE month = ANY ($1)", connection)
        {
            Parameters = { new() { Value = rows.Select(row => row.Month.FirstDay).Distinct().ToArray() } },
        })
            delete.ExecuteNonQuery();
        using var copy = connection.BeginBinaryImport("COPY warehouse.population (month, cell, people) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(row.Month.FirstDay, NpgsqlDbType.Date);
            copy.Write(row.Cell, NpgsqlDbType.Jsonb);
            copy.Write(row.People, NpgsqlDbType.Double);
        }

        copy.Complete();
    }

    /// <summary>Replaces all cells and who is in them.</summary>
    public static void WriteCells(NpgsqlConnection connection, WeightingCells cells)
    {
        using (var delete = new NpgsqlCommand("DELETE FROM warehouse.weighting_cells; DELETE FROM mart.consumer_cells", connection))
            delete.ExecuteNonQuery();
        using (var copy = connection.BeginBinaryImport("COPY warehouse.weighting_cells (cell, attributes) FROM STDIN (FORMAT BINARY)"))
        {
            for (var number = 1; number < cells.Values.Count; number++)
            {
                copy.StartRow();
                copy.Write(number, NpgsqlDbType.Integer);
                copy.Write(JsonSerializer.Serialize(Known(cells.Attributes, cells.Values[number])), NpgsqlDbType.Jsonb);
            }

            copy.Complete();
        }

        using var spells = connection.BeginBinaryImport("COPY mart.consumer_cells (consumer_id, from_month, cell) FROM STDIN (FORMAT BINARY)");
        foreach (var spell in cells.Spells)
        {
            spells.StartRow();
            spells.Write(spell.Consumer, NpgsqlDbType.Integer);
            spells.Write(spell.FromMonth, NpgsqlDbType.Date);
            spells.Write(spell.Cell, NpgsqlDbType.Integer);
        }

        spells.Complete();
    }

    private static Dictionary<string, string> Known(IReadOnlyList<string> attributes, WeightingCell cell) =>
        attributes.Zip(cell.Values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
}
