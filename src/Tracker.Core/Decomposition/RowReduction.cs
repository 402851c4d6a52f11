using System.Numerics;

namespace Tracker.Core.Decomposition;

/// <summary>The row space of an integer matrix, reduced exactly: no rounding decides what can be computed from what.</summary>
/// <typeparam name="T">Whole numbers.</typeparam>
internal sealed class RowReduction<T>
    where T : INumber<T>
{
    private readonly List<(int Pivot, T[] Row)> rows = [];

    /// <exception cref="OverflowException">A number left the range of the type.</exception>
    public void Add(T[] row)
    {
        var rest = Reduced(row);
        var pivot = Array.FindIndex(rest, value => !T.IsZero(value));
        if (pivot < 0)
            return;
        for (var i = 0; i < rows.Count; i++)
            rows[i] = (rows[i].Pivot, Without(rows[i].Row, rest, pivot));
        rows.Add((pivot, rest));
    }

    /// <summary>Whether the vector is a sum of multiples of the rows.</summary>
    /// <exception cref="OverflowException">A number left the range of the type.</exception>
    public bool Spans(T[] vector) => Array.TrueForAll(Reduced(vector), T.IsZero);

    private T[] Reduced(T[] vector) => rows.Aggregate(vector, (rest, row) => Without(rest, row.Row, row.Pivot));

    /// <summary>A multiple of the vector with a multiple of the row taken off, so that nothing is left in a column.</summary>
    private static T[] Without(T[] vector, T[] row, int column)
    {
        if (T.IsZero(vector[column]))
            return vector;
        var (keep, take) = (row[column], vector[column]);
        var divisor = Divisor(keep, take);
        (keep, take) = (keep / divisor, take / divisor);
        var rest = new T[vector.Length];
        var common = T.Zero;
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = checked(keep * vector[i] - take * row[i]);
            if (common != T.One && !T.IsZero(rest[i]))
                common = Divisor(common, rest[i]);
        }

        if (common > T.One)
        {
            for (var i = 0; i < rest.Length; i++)
                rest[i] /= common;
        }

        return rest;
    }

    private static T Divisor(T a, T b)
    {
        (a, b) = (T.Abs(a), T.Abs(b));
        while (!T.IsZero(b))
            (a, b) = (b, a % b);
        return a;
    }
}
