using System.Globalization;
using Tracker.Core.Drivers;

namespace Tracker.Benchmarks.Drivers;

/// <summary>Rows to learn from and rows to judge on, as two programs read them.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Loss">What is lowered and reported.</param>
/// <param name="Features">By feature; NaN is missing; a category is its number from 0.</param>
/// <param name="IsCategory">By feature.</param>
/// <param name="Target">One a row.</param>
/// <param name="Training">The first so many rows are learned from, the others judged on.</param>
internal sealed record TreeData(string Name, BoostingLoss Loss, double[][] Features, bool[] IsCategory, double[] Target, int Training)
{
    private const int MostBins = BinnedColumn.MaxCount - 1;

    /// <summary>Four data sets; the real one is absent where its file is.</summary>
    public static IEnumerable<TreeData> Four()
    {
        yield return Friedman(30_000, 10, 20_000);
        yield return Shop(30_000);
        yield return Choice(30_000);
        if (Churn() is { } churn)
            yield return churn;
    }

    /// <summary>Friedman's first function (1991): five numbers matter, the others do not.</summary>
    public static TreeData Friedman(int rows, int features, int training)
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, features).Select(_ => Enumerable.Range(0, rows).Select(_ => random.NextDouble()).ToArray()).ToArray();
        var y = Enumerable.Range(0, rows).Select(i =>
            10 * Math.Sin(Math.PI * x[0][i] * x[1][i]) + 20 * Math.Pow(x[2][i] - 0.5, 2) + 10 * x[3][i] + 5 * x[4][i] + DriverPanel.Normal(random));
        return new("numbers (Friedman 1)", BoostingLoss.Squared, x, new bool[features], [.. y], training);
    }

    public BinnedTable Binned()
    {
        var columns = new BinnedColumn[Features.Length];
        Parallel.For(0, columns.Length, i => columns[i] = IsCategory[i] ? Category(Features[i]) : QuantileBins.Of(Features[i], MostBins).Column);
        return new(columns);
    }

    /// <summary>The files that bench/peers/xgboost_trees.py reads.</summary>
    public void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "types.txt"), string.Concat(IsCategory.Select(category => category ? 'c' : 'q')));
        WriteRows(Path.Combine(folder, "train.bin"), 0, Training);
        WriteRows(Path.Combine(folder, "test.bin"), Training, Target.Length);
    }

    private void WriteRows(string path, int from, int to)
    {
        using var writer = new BinaryWriter(File.Create(path));
        for (var row = from; row < to; row++)
        {
            foreach (var feature in Features)
                writer.Write(feature[row]);
            writer.Write(Target[row]);
        }
    }

    private static BinnedColumn Category(double[] numbers) =>
        new([.. numbers.Select(number => double.IsNaN(number) ? BinnedColumn.Missing : (byte)(number + 1))], (int)numbers.Max() + 2, Ordered: false);

    /// <summary>Log spend of the simulated consumers by their attributes: categories, one with 60 values, some missing.</summary>
    private static TreeData Shop(int rows)
    {
        var panel = DriverPanel.Draw(rows, 0, (0, 0), false, 2);
        return new(
            "categories (simulated spend)",
            BoostingLoss.Squared,
            [.. panel.Codes.Select(codes => Array.ConvertAll(codes, code => code < 0 ? double.NaN : code))],
            [.. panel.Codes.Select(_ => true)],
            Array.ConvertAll(panel.Before, spend => Math.Log(1 + spend)),
            2 * rows / 3);
    }

    /// <summary>Yes or no by four numbers and two categories, a tenth of the numbers missing.</summary>
    private static TreeData Choice(int rows)
    {
        var random = new Random(3);
        double[][] x = [.. Enumerable.Range(0, 8).Select(feature => Enumerable.Range(0, rows).Select(_ => feature < 6 ? DriverPanel.Normal(random) : random.Next(12)).ToArray())];
        var y = Enumerable.Range(0, rows).Select(i =>
        {
            var score = x[0][i] + x[1][i] * x[2][i] - Math.Abs(x[3][i]) + (x[6][i] % 3) - 0.5 * (x[7][i] % 2);
            return random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1.0 : 0.0;
        }).ToArray();
        foreach (var numbers in x[..6])
        {
            for (var row = 0; row < rows; row++)
                numbers[row] = random.Next(10) == 0 ? double.NaN : numbers[row];
        }

        return new("yes or no (numbers, categories, missing)", BoostingLoss.Logistic, x, [.. x.Select((_, feature) => feature >= 6)], y, 2 * rows / 3);
    }

    private static TreeData? Churn()
    {
        if (SharedData.Find("telco_churn/telco_customer_churn.csv.gz") is not { } path)
            return null;
        var rows = SharedData.Rows(path).ToArray();
        new Random(4).Shuffle(rows);
        int[] columns = [.. Enumerable.Range(1, rows[0].Length - 2)];
        var numeric = columns.Select(column => rows.All(row => row[column].Trim().Length == 0 || double.TryParse(row[column], CultureInfo.InvariantCulture, out _))).ToArray();
        double[][] features = [.. columns.Select((column, i) => numeric[i] ? Numbers(column) : Codes(column))];
        return new(
            "churn of 7,043 customers (real)",
            BoostingLoss.Logistic,
            features,
            [.. numeric.Select(number => !number)],
            [.. rows.Select(row => row[^1] == "Yes" ? 1.0 : 0.0)],
            2 * rows.Length / 3);

        double[] Numbers(int column) =>
            [.. rows.Select(row => double.TryParse(row[column], CultureInfo.InvariantCulture, out var number) ? number : double.NaN)];

        double[] Codes(int column)
        {
            string[] values = [.. rows.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal)];
            return [.. rows.Select(row => (double)Array.IndexOf(values, row[column]))];
        }
    }
}
