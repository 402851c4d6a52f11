using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tracker.Core.Forecasting;

/// <summary>
/// Leading eigenvectors of a small symmetric matrix: Householder's reduction to three diagonals, then QL steps with implicit shifts
/// (Bowdler, Martin, Reinsch and Wilkinson 1968). Vectors lie in rows, and only the leading ones are turned back. The package's own
/// decomposition is close (docs/methods/forecasting.md has the times): what this adds is a fixed order of operations and no settings.
/// </summary>
public static class SymmetricEigen
{
    private const int MostSteps = 60; // two or three are usual; each eigenvalue converges cubically

    /// <summary>Eigenvalues in falling order, and the vectors of the first <paramref name="count"/>.</summary>
    /// <param name="matrix">n × n, row by row; overwritten.</param>
    /// <param name="n">Rows.</param>
    /// <param name="count">Vectors wanted, at most n.</param>
    /// <param name="values">n eigenvalues, largest first.</param>
    /// <param name="vectors">count × n: one vector of length 1 in a row, its last component at or above zero.</param>
    public static void Leading(Span<double> matrix, int n, int count, Span<double> values, Span<double> vectors)
    {
        Span<double> off = stackalloc double[n];
        Span<double> reflectors = new double[n * n];
        Reduce(matrix, n, values, off, reflectors);

        Span<double> rotated = new double[n * n];
        for (var i = 0; i < n; i++)
            rotated[i * n + i] = 1;
        Diagonalise(values, off, n, rotated);

        Span<int> order = stackalloc int[n];
        Span<double> unsorted = stackalloc double[n];
        values[..n].CopyTo(unsorted);
        for (var i = 0; i < n; i++)
        {
            var at = i; // insertion sort: n is small and equal values keep their order
            while (at > 0 && unsorted[order[at - 1]] < unsorted[i])
            {
                order[at] = order[at - 1];
                at--;
            }

            order[at] = i;
        }

        for (var k = 0; k < n; k++)
            values[k] = unsorted[order[k]];
        for (var k = 0; k < count; k++)
        {
            var vector = vectors.Slice(k * n, n);
            rotated.Slice(order[k] * n, n).CopyTo(vector);
            for (var column = n - 3; column >= 0; column--)
            {
                var reflector = reflectors.Slice(column * n, n)[(column + 1)..];
                AddScaled(vector[(column + 1)..], reflector, -2 * Dot(reflector, vector[(column + 1)..]));
            }

            if (vector[n - 1] < 0)
            {
                foreach (ref var component in vector)
                    component = -component;
            }
        }
    }

    /// <summary>Reflects column by column; the unit normals of the mirrors are kept, one in a row.</summary>
    private static void Reduce(Span<double> matrix, int n, Span<double> diagonal, Span<double> off, Span<double> reflectors)
    {
        Span<double> product = stackalloc double[n];
        for (var column = 0; column < n - 2; column++)
        {
            var from = column + 1;
            var normal = reflectors.Slice(column * n + from, n - from);
            for (var i = from; i < n; i++)
                normal[i - from] = matrix[i * n + column];
            var length = Math.Sqrt(Dot(normal, normal));
            off[column] = normal[0] > 0 ? -length : length;
            normal[0] -= off[column];
            var size = Math.Sqrt(Dot(normal, normal));
            if (size == 0)
                continue;
            foreach (ref var component in normal)
                component /= size;

            for (var i = from; i < n; i++)
                product[i] = Dot(matrix.Slice(i * n + from, n - from), normal);
            var along = Dot(product[from..], normal);
            for (var i = from; i < n; i++)
                product[i] = 2 * (product[i] - along * normal[i - from]);
            for (var i = from; i < n; i++)
            {
                var row = matrix.Slice(i * n + from, n - from);
                AddScaled(row, product[from..], -normal[i - from]);
                AddScaled(row, normal, -product[i]);
            }
        }

        if (n > 1)
            off[n - 2] = matrix[(n - 1) * n + n - 2];
        for (var i = 0; i < n; i++)
            diagonal[i] = matrix[i * n + i];
    }

    private static void Diagonalise(Span<double> diagonal, Span<double> off, int n, Span<double> vectors)
    {
        off[n - 1] = 0;
        for (var low = 0; low < n; low++)
        {
            for (var step = 0; step < MostSteps; step++)
            {
                var high = low;
                while (high < n - 1 && Math.Abs(off[high]) > double.Epsilon + 1e-16 * (Math.Abs(diagonal[high]) + Math.Abs(diagonal[high + 1])))
                    high++;
                if (high == low)
                    break;
                Sweep(diagonal, off, n, vectors, low, high);
            }
        }
    }

    /// <summary>One QL step on the unreduced block from <paramref name="low"/> to <paramref name="high"/>, with the shift of its first
    /// corner.</summary>
    private static void Sweep(Span<double> diagonal, Span<double> off, int n, Span<double> vectors, int low, int high)
    {
        var slope = (diagonal[low + 1] - diagonal[low]) / (2 * off[low]);
        var bulge = diagonal[high] - diagonal[low] + off[low] / (slope + Math.CopySign(Math.Sqrt(slope * slope + 1), slope));
        double sine = 1, cosine = 1, shift = 0;
        for (var i = high - 1; i >= low; i--)
        {
            var chased = sine * off[i];
            var kept = cosine * off[i];
            var radius = Math.Sqrt(chased * chased + bulge * bulge);
            off[i + 1] = radius;
            if (radius == 0)
            {
                diagonal[i + 1] -= shift;
                off[high] = 0;
                return;
            }

            (sine, cosine) = (chased / radius, bulge / radius);
            var corner = diagonal[i + 1] - shift;
            var turn = (diagonal[i] - corner) * sine + 2 * cosine * kept;
            shift = sine * turn;
            diagonal[i + 1] = corner + shift;
            bulge = cosine * turn - kept;
            Rotate(vectors.Slice(i * n, n), vectors.Slice((i + 1) * n, n), cosine, sine);
        }

        diagonal[low] -= shift;
        off[low] = bulge;
        off[high] = 0;
    }

    private static void Rotate(Span<double> lower, Span<double> upper, double cosine, double sine)
    {
        var lowers = MemoryMarshal.Cast<double, Vector256<double>>(lower);
        var uppers = MemoryMarshal.Cast<double, Vector256<double>>(upper);
        for (var i = 0; i < lowers.Length; i++)
        {
            var (a, b) = (lowers[i], uppers[i]);
            uppers[i] = sine * a + cosine * b;
            lowers[i] = cosine * a - sine * b;
        }

        for (var i = 4 * lowers.Length; i < lower.Length; i++)
            (upper[i], lower[i]) = (sine * lower[i] + cosine * upper[i], cosine * lower[i] - sine * upper[i]);
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * source[i];
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
