using System.Globalization;
using Tracker.Core.Decomposition;

namespace Tracker.Cli.Input;

/// <summary>Reads a long table of two periods for decomposition: the columns period, segments, and numerator and denominator or factors.</summary>
internal sealed class SegmentInput
{
    private const string Period = "period";
    private static readonly string[] Ratio = ["numerator", "denominator"];

    private readonly string file;
    private readonly string[] columns;
    private readonly int[] attributes;
    private readonly int[] values;
    private readonly bool factors;
    private readonly List<Row> rows = [];

    private SegmentInput(string file, CsvRecords csv, SegmentChoice choice)
    {
        this.file = file;
        if (!csv.Read())
            throw new InputException($"{file}: expected a header and rows, it is empty");
        columns = [.. csv.Fields.Select(column => column.Trim())];
        factors = choice.Factors is not null;
        var period = ColumnOf(Period);
        values = [.. (choice.Factors ?? Ratio).Select(ColumnOf)];
        attributes = choice.Attributes is { } chosen
            ? [.. chosen.Select(ColumnOf)]
            : [.. Enumerable.Range(0, columns.Length).Where(column => column != period && !values.Contains(column))];
        if (attributes.Length > AttributeSplit.MostAttributes)
        {
            var names = string.Join(", ", attributes.Select(column => columns[column]));
            throw new InputException($"{file}: expected at most {AttributeSplit.MostAttributes} segment columns, got {names}; choose with --attributes");
        }

        if (attributes.FirstOrDefault(column => column == period || values.Contains(column), -1) is >= 0 and var taken)
            throw new InputException($"--attributes {columns[taken]}: expected a segment column, it is another one");
        while (csv.Read())
        {
            if (csv.Fields.Count != columns.Length)
                throw new InputException($"{file} line {csv.Line}: expected {columns.Length} fields as in the header, got {csv.Fields.Count}");
            var key = new SegmentKey([.. attributes.Select(column => csv.Fields[column].Trim())]);
            rows.Add(new(csv.Fields[period].Trim(), key, [.. values.Select(column => Number(csv, column))], csv.Line));
        }
    }

    /// <summary>The decomposition of a file or standard input.</summary>
    /// <exception cref="InputException">The input is not as expected.</exception>
    public static ChangeDecomposition Decompose(string path, SegmentChoice choice, Action<string> note) => Read(path, choice, input =>
    {
        var periods = choice.AlongTime ? input.AllPeriods(choice) : input.TwoPeriods(choice);
        return TimeChain.Sum([.. periods.Zip(periods.Skip(1), (before, after) =>
            input.factors ? input.OfFactors(before, after) : ChangeSplit.Of(input.Ratios(before, after, note)))]);
    });

    /// <summary>The numerators and denominators of two periods of a file or standard input.</summary>
    /// <exception cref="InputException">The input is not as expected.</exception>
    public static SegmentTable Table(string path, SegmentChoice choice, Action<string> note) => Read(path, choice, input =>
        input.TwoPeriods(choice) is [var before, var after] ? input.Ratios(before, after, note) : throw new InvalidOperationException("two periods are two"));

    private static T Read<T>(string path, SegmentChoice choice, Func<SegmentInput, T> split)
    {
        using var text = InputFile.Open(path);
        var file = InputFile.NameOf(path);
        var input = new SegmentInput(file, new(file, text), choice);
        try
        {
            return split(input);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{file}: {error.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    private SegmentTable Ratios(string before, string after, Action<string> note)
    {
        var table = new List<SegmentRow>();
        foreach (var segment in rows.GroupBy(row => row.Key))
        {
            var first = Sums(segment.Where(row => row.Period == before), note);
            var second = Sums(segment.Where(row => row.Period == after), note);
            if (first[0] > 0 || second[0] > 0)
                table.Add(new(segment.Key, first, second));
        }

        foreach (var (period, sum) in new[] { (before, table.Sum(row => row.Before[0])), (after, table.Sum(row => row.After[0])) })
        {
            if (!(sum > 0))
                throw new InputException($"{file}: expected a denominator above 0 in period {period}, there is none");
        }

        return new([.. attributes.Select(column => columns[column])], MetricChain.Ratio, table);
    }

    /// <summary>Denominator and numerator of a segment in a period; where it has no denominator it is absent.</summary>
    private double[] Sums(IEnumerable<Row> segment, Action<string> note)
    {
        var all = segment.ToArray();
        double[] sums = [Sum(1), Sum(0)];
        if (sums[0] != 0 || sums[1] == 0)
            return sums;
        note($"{file} line {all[0].Line}: a numerator of {sums[1].ToString(CultureInfo.InvariantCulture)} without a denominator is left out");
        return [0, 0];

        double Sum(int at) => all.Select(row => row.Values[at]!.Value).Order().Sum(); // in the order of size: that of the rows changes nothing
    }

    private ChangeDecomposition OfFactors(string before, string after)
    {
        var table = new List<FactorRow>();
        foreach (var segment in rows.Where(row => row.Period == before || row.Period == after).GroupBy(row => row.Key))
            table.Add(new(segment.Key, Only(segment.Where(row => row.Period == before)), Only(segment.Where(row => row.Period == after))));
        return FactorTable.Split([.. attributes.Select(column => columns[column])], [.. values.Select(column => columns[column])], table);
    }

    private double?[]? Only(IEnumerable<Row> segment) => segment.ToArray() switch
    {
        [] => null,
        [var row] => row.Values,
        [var row, var second, ..] => throw new InputException(
            $"{file} line {second.Line}: expected one row for period {row.Period}{Named(row.Key)}, line {row.Line} has it already"),
    };

    private static string Named(SegmentKey key) => key.Values.Count == 0 ? "" : $" and segment {key}";

    private string[] TwoPeriods(SegmentChoice choice)
    {
        var there = Periods(choice);
        if (choice is { Before: { } first, After: { } second })
            return first != second ? [first, second] : throw new InputException($"--before {first} --after {second}: expected two periods");
        if (there.Length != 2)
        {
            var names = there.Length == 0 ? "" : $" ({string.Join(", ", there)})";
            throw new InputException($"{file}: expected two periods, got {there.Length}{names}; choose with --before and --after, or take all with --along-time");
        }

        if (choice.Before is { } before)
            return [before, there.Single(period => period != before)];
        return choice.After is { } after ? [there.Single(period => period != after), after] : there;
    }

    private string[] AllPeriods(SegmentChoice choice)
    {
        var there = Periods(choice);
        var (from, to) = (choice.Before is { } first ? Array.IndexOf(there, first) : 0, choice.After is { } last ? Array.IndexOf(there, last) : there.Length - 1);
        return from < to
            ? there[from..(to + 1)]
            : throw new InputException($"{file}: --along-time expects two periods or more, the first before the last, got {string.Join(", ", there)}");
    }

    private string[] Periods(SegmentChoice choice)
    {
        var there = rows.Select(row => row.Period).Distinct().Order(PeriodOrder.Instance).ToArray();
        foreach (var (name, given) in new[] { ("--before", choice.Before), ("--after", choice.After) })
        {
            if (given is not null && !there.Contains(given))
                throw new InputException($"{name} {given}: the table has the periods {string.Join(", ", there)}");
        }

        return there;
    }

    private int ColumnOf(string name)
    {
        var exact = Enumerable.Range(0, columns.Length).Where(column => columns[column] == name).ToArray();
        var found = exact.Length > 0
            ? exact
            : [.. Enumerable.Range(0, columns.Length).Where(column => columns[column].Equals(name, StringComparison.OrdinalIgnoreCase))];
        return found.Length == 1
            ? found[0]
            : throw new InputException($"{file} line 1: expected the column {name} once, got {string.Join(",", columns)}");
    }

    private double? Number(CsvRecords csv, int column)
    {
        var text = csv.Fields[column].Trim();
        if (factors && text.Length == 0)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw Unexpected("a number", text);
        return factors || column != values[1] || number >= 0 ? number : throw Unexpected("0 or more", text);

        InputException Unexpected(string expected, string came) =>
            new($"{file} line {csv.Line} column {columns[column]}: expected {expected}, got \"{(came.Length <= 40 ? came : came[..40] + "…")}\"");
    }

    private sealed record Row(string Period, SegmentKey Key, double?[] Values, int Line);
}
