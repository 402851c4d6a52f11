namespace Tracker.Synthetic.Chance;

/// <summary>Standard normal numbers by the polar method (Marsaglia and Bray 1964); exact.</summary>
internal static class Normal
{
    public static double Draw(ref RandomStream random)
    {
        while (true)
        {
            var x = 2 * random.Uniform() - 1;
            var y = 2 * random.Uniform() - 1;
            var square = x * x + y * y;
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
        }
    }
}
