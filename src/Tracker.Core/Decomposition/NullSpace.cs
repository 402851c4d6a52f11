namespace Tracker.Core.Decomposition;

/// <summary>The null space of a matrix of zeros and ones, modulo the prime of <see cref="PrimeField"/>.</summary>
internal static class NullSpace
{
    /// <summary>A chance of 10⁻¹⁵ fails at once; three failures in a row are an error of the program.</summary>
    private const int MostTries = 3;

    /// <summary>Fewer rows are eliminated faster by one thread.</summary>
    private const int ManyRows = 256;

    /// <summary>
    /// A vector drawn uniformly from the null space. What is a sum of multiples of the rows is orthogonal to it; anything else is not, but for a chance
    /// of 1/p. So one vector tells of any number of vectors whether they can be computed from the rows.
    /// </summary>
    /// <remarks>With A the matrix and D a random diagonal, <c>z − D·Aᵀ·y</c> where <c>(A·D·Aᵀ)·y = A·z</c> for a random z. By Cauchy and Binet a row
    /// has no pivot in A·D·Aᵀ exactly where it depends on those before it, again but for a chance of about 1/p; the answer is checked against A.</remarks>
    /// <param name="rowsOf">For each column the rows that have a one there, each once.</param>
    /// <param name="rows">How many there are.</param>
    public static ulong[] Sample(IReadOnlyList<int[]> rowsOf, int rows)
    {
        for (var seed = 1UL; seed <= MostTries; seed++)
        {
            var state = seed;
            var (diagonal, vector) = (new ulong[rowsOf.Count], new ulong[rowsOf.Count]);
            for (var column = 0; column < vector.Length; column++)
                (diagonal[column], vector[column]) = (PrimeField.Next(ref state), PrimeField.Next(ref state));
            var multiples = Solve(Gram(rowsOf, diagonal, rows), Times(rowsOf, vector, rows));
            for (var column = 0; column < vector.Length; column++)
            {
                var sum = 0UL;
                foreach (var row in rowsOf[column])
                    sum = PrimeField.Add(sum, multiples[row]);
                vector[column] = PrimeField.Subtract(vector[column], PrimeField.Multiply(diagonal[column], sum));
            }

            if (Array.TrueForAll(Times(rowsOf, vector, rows), sum => sum == 0))
                return vector;
        }

        throw new InvalidOperationException("no vector of the null space was found");
    }

    private static ulong[] Times(IReadOnlyList<int[]> rowsOf, ulong[] vector, int rows)
    {
        var sums = new ulong[rows];
        for (var column = 0; column < vector.Length; column++)
        {
            foreach (var row in rowsOf[column])
                sums[row] = PrimeField.Add(sums[row], vector[column]);
        }

        return sums;
    }

    /// <summary>The lower triangle of A·D·Aᵀ.</summary>
    private static ulong[][] Gram(IReadOnlyList<int[]> rowsOf, ulong[] diagonal, int rows)
    {
        var gram = new ulong[rows][];
        for (var row = 0; row < rows; row++)
            gram[row] = new ulong[row + 1];
        for (var column = 0; column < diagonal.Length; column++)
        {
            foreach (var one in rowsOf[column])
            {
                foreach (var other in rowsOf[column])
                {
                    if (other <= one)
                        gram[one][other] = PrimeField.Add(gram[one][other], diagonal[column]);
                }
            }
        }

        return gram;
    }

    /// <summary>Symmetric elimination; rows that depend on those before have no pivot and are left out. What is 0 costs nothing.</summary>
    private static ulong[] Solve(ulong[][] gram, ulong[] right)
    {
        var rows = gram.Length;
        var (inverse, column, below) = (new ulong[rows], new ulong[rows], new int[rows]);
        for (var pivot = 0; pivot < rows; pivot++)
        {
            if (gram[pivot][pivot] == 0)
                continue;
            inverse[pivot] = PrimeField.Inverse(gram[pivot][pivot]);
            var count = 0;
            for (var row = pivot + 1; row < rows; row++)
            {
                if ((column[row] = gram[row][pivot]) != 0)
                    below[count++] = row;
            }

            if (count < ManyRows)
            {
                for (var at = 0; at < count; at++)
                    Eliminate(pivot, at);
            }
            else
            {
                Parallel.For(0, count, at => Eliminate(pivot, at));
            }
        }

        var solution = new ulong[rows];
        for (var row = rows - 1; row >= 0; row--)
        {
            if (inverse[row] == 0)
                continue;
            var rest = right[row];
            for (var after = row + 1; after < rows; after++)
                rest = PrimeField.Subtract(rest, PrimeField.Multiply(gram[after][row], solution[after]));
            solution[row] = PrimeField.Multiply(rest, inverse[row]);
        }

        return solution;

        void Eliminate(int pivot, int at)
        {
            var row = below[at];
            var target = gram[row];
            var times = PrimeField.Prime - PrimeField.Multiply(column[row], inverse[pivot]);
            for (var other = 0; other <= at; other++)
                target[below[other]] = PrimeField.Add(target[below[other]], PrimeField.Multiply(times, column[below[other]]));
            right[row] = PrimeField.Add(right[row], PrimeField.Multiply(times, right[pivot]));
        }
    }
}
