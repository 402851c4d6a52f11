using MathNet.Numerics.LinearAlgebra;
using Tracker.Core.Forecasting;

namespace Tracker.Core.Tests.Forecasting;

public class SymmetricEigenTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(24)]
    public void The_second_difference_matrix_has_its_known_eigenvalues(int n)
    {
        // 2 on the diagonal, −1 beside it: 2 − 2 cos(kπ / (n + 1)).
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            matrix[i * n + i] = 2;
            if (i > 0)
                matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
        }

        var values = new double[n];
        SymmetricEigen.Leading(matrix, n, n, values, new double[n * n]);
        for (var k = 0; k < n; k++)
            Assert.Equal(2 - 2 * Math.Cos((n - k) * Math.PI / (n + 1)), values[k], 1e-13);
    }

    [Fact]
    public void Two_by_two_is_solved_by_hand()
    {
        var values = new double[2];
        var vectors = new double[4];
        SymmetricEigen.Leading([2, 1, 1, 2], 2, 2, values, vectors);
        Assert.Equal(3, values[0], 1e-15);
        Assert.Equal(1, values[1], 1e-15);
        Assert.Equal(Math.Sqrt(0.5), vectors[0], 1e-15);
        Assert.Equal(Math.Sqrt(0.5), vectors[1], 1e-15);
    }

    [Fact]
    public void One_by_one_is_itself()
    {
        var values = new double[1];
        SymmetricEigen.Leading([5], 1, 1, values, new double[1]);
        Assert.Equal(5, values[0]);
    }

    [Fact]
    public void Vectors_are_orthonormal_and_solve_the_equation_for_seeded_matrices()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 100; trial++)
        {
            var n = 2 + random.Next(24);
            var symmetric = Matrix<double>.Build.Dense(n, n, (_, _) => random.Normal());
            symmetric = symmetric + symmetric.Transpose();
            var values = new double[n];
            var vectors = new double[n * n];
            SymmetricEigen.Leading(symmetric.ToRowMajorArray(), n, n, values, vectors);

            var rows = Matrix<double>.Build.DenseOfRowMajor(n, n, vectors);
            Assert.Equal(0, (rows * rows.Transpose() - Matrix<double>.Build.DenseIdentity(n)).FrobeniusNorm(), 1e-12);
            var left = rows * symmetric - Matrix<double>.Build.DenseOfDiagonalArray(values) * rows;
            Assert.Equal(0, left.FrobeniusNorm(), 1e-11);
            Assert.Equal(values.OrderDescending(), values);
        }
    }

    [Fact]
    public void Eigenvalues_agree_with_the_package_to_twelve_digits()
    {
        var random = new Random(2);
        var symmetric = Matrix<double>.Build.Dense(24, 24, (_, _) => random.Normal());
        symmetric = symmetric * symmetric.Transpose();
        var expected = symmetric.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).OrderDescending().ToArray();
        var values = new double[24];
        SymmetricEigen.Leading(symmetric.ToRowMajorArray(), 24, 6, values, new double[6 * 24]);
        Assert.All(expected.Zip(values), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * expected[0]));
    }

    [Fact]
    public void A_zero_matrix_has_zero_eigenvalues()
    {
        var values = new double[5];
        SymmetricEigen.Leading(new double[25], 5, 5, values, new double[25]);
        Assert.All(values, value => Assert.Equal(0, value));
    }
}
