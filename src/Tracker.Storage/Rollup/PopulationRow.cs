using System.Text.Json;
using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>A row of <c>warehouse.population</c>.</summary>
/// <param name="Cell">JSON object of the values, attributes in ordinal order.</param>
internal sealed record PopulationRow(Month Month, string Cell, double People)
{
    public const string Select = "SELECT month, cell::text, people FROM warehouse.population";

    public static PopulationRow Of(Month month, IEnumerable<KeyValuePair<string, string>> values, double people) =>
        new(month, JsonSerializer.Serialize(values.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary()), people);

    /// <summary>A row as the database gives it, whose JSON is in an order of its own.</summary>
    public static PopulationRow Of(System.Data.Common.DbDataReader row) =>
        Of(Month.Of(row.GetFieldValue<DateOnly>(0)), ValuesOf(row.GetString(1)), row.GetDouble(2));

    public static Dictionary<string, string> ValuesOf(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    /// <summary>The rows as targets: those of a month whose cells have the same attributes are one table. Null of none.</summary>
    /// <param name="rows">Each cell of a month once; a table of a month has people.</param>
    public static PopulationTargets? Targets(IEnumerable<PopulationRow> rows)
    {
        MonthTargets[] months = [.. rows.Select(row => (row.Month, Values: ValuesOf(row.Cell), row.People)).GroupBy(row => row.Month).Select(month =>
            new MonthTargets(month.Key, [.. month.GroupBy(row => string.Join('\n', row.Values.Keys)).Select(table =>
                new PopulationMargin([.. table.First().Values.Keys], [.. table.Select(row => new PopulationCell([.. row.Values.Values], row.People))]))]))];
        return months.Length == 0 ? null : new(months);
    }
}
