namespace Tracker.Core.Daily;

/// <summary>Solves a small symmetric positive definite system.</summary>
internal static class Cholesky
{
    /// <summary>Factors A = L Lᵀ in place and solves A x = b by its two triangles.</summary>
    /// <param name="matrix">n × n row by row, of which the lower half is read; overwritten by L.</param>
    /// <param name="right">The right side; overwritten by the solution.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public static void Solve(Span<double> matrix, Span<double> right)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, n);
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - Dot(row[..j], matrix.Slice(j * n, j))) / matrix[j * n + j];
            var pivot = row[i] - Dot(row[..i], row[..i]);
            if (!(pivot > 0))
                throw new ArithmeticException($"column {i}: expected a positive definite matrix");
            row[i] = Math.Sqrt(pivot);
            right[i] = (right[i] - Dot(row[..i], right[..i])) / row[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            right[i] /= matrix[i * n + i];
            for (var j = 0; j < i; j++)
                right[j] -= matrix[i * n + j] * right[i];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }
}
