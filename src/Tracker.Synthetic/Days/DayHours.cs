namespace Tracker.Synthetic.Days;

/// <summary>The times of day of a month's events: day by its weight, hour by a profile, second uniform.</summary>
internal sealed class DayHours
{
    private const int SecondsPerHour = 3600;
    private const int SecondsPerDay = 24 * SecondsPerHour;

    private static readonly double[] Hours =
        [.4, .2, .15, .1, .15, .4, 1.2, 2.5, 3.8, 4.6, 5.4, 6.4, 7.4, 6.8, 6.2, 6.2, 6.8, 7.8, 7.6, 6.2, 4.6, 3.2, 2, 1];

    private static readonly ushort[] HourTable = Chance.Choice.Table(Hours, 4096);

    private readonly double[] cumulated; // of the weights of the days, ending in 1

    public DayHours(ReadOnlySpan<double> dayWeights)
    {
        cumulated = new double[dayWeights.Length];
        var total = 0.0;
        for (var day = 0; day < cumulated.Length; day++)
            cumulated[day] = total += dayWeights[day];
        for (var day = 0; day < cumulated.Length; day++)
            cumulated[day] /= total;
    }

    /// <summary>Of the month.</summary>
    public int Seconds => cumulated.Length * SecondsPerDay;

    /// <summary>Seconds since the start of the month, at least one before its end: a refund can follow.</summary>
    public int Draw(ref Chance.RandomStream random)
    {
        var u = random.Uniform();
        var day = (int)(u * cumulated.Length); // near the answer: weights differ little
        while (day > 0 && u < cumulated[day - 1])
            day--;
        while (day < cumulated.Length - 1 && u >= cumulated[day])
            day++;
        var hour = HourTable[random.Below(HourTable.Length)];
        return Math.Min(Seconds - 2, day * SecondsPerDay + hour * SecondsPerHour + random.Below(SecondsPerHour));
    }
}
