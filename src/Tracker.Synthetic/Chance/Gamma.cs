namespace Tracker.Synthetic.Chance;

/// <summary>Gamma numbers by rejection from a transformed normal (Marsaglia and Tsang 2000); exact.</summary>
internal static class Gamma
{
    /// <summary>Mean 1 and variance 1 / <paramref name="shape"/>.</summary>
    public static double OfMeanOne(double shape, ref RandomStream random) => Draw(shape, ref random) / shape;

    /// <summary>Scale 1, so mean and variance are <paramref name="shape"/>, above zero.</summary>
    public static double Draw(double shape, ref RandomStream random)
    {
        if (shape < 1)
            return Draw(shape + 1, ref random) * Math.Pow(random.Uniform(), 1 / shape);
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal.Draw(ref random);
            var root = 1 + c * x;
            if (root <= 0)
                continue;
            var cube = root * root * root;
            if (Math.Log(random.Uniform()) < 0.5 * x * x + d * (1 - cube + Math.Log(cube)))
                return d * cube;
        }
    }
}
