namespace Tracker.Synthetic.Chance;

/// <summary>Poisson numbers as arrivals of a unit-rate process; exact, and fast for the small means of a panel.</summary>
internal static class Poisson
{
    public static int Draw(double mean, ref RandomStream random)
    {
        var count = 0;
        for (var arrival = random.Exponential(); arrival < mean; arrival += random.Exponential())
            count++;
        return count;
    }
}
