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
    private readonly int[] open; // the days that have a weight
    private readonly int end; // second after the last of them

    public DayHours(ReadOnlySpan<double> dayWeights)
    {
        cumulated = new double[dayWeights.Length];
        var total = 0.0;
        var days = new List<int>();
        for (var day = 0; day < cumulated.Length; day++)
        {
            cumulated[day] = total += dayWeights[day];
            if (dayWeights[day] > 0)
                days.Add(day);
        }

        for (var day = 0; day < cumulated.Length; day++)
            cumulated[day] /= total;
        open = [.. days];
        end = (open[^1] + 1) * SecondsPerDay;
    }

    /// <summary>Seconds since the start of the month, at least one before the end of its last day with events: a refund can follow.</summary>
    public int Draw(ref Chance.RandomStream random)
    {
        var u = random.Uniform();
        var day = (int)(u * cumulated.Length); // near the answer: weights differ little
        while (day > 0 && u < cumulated[day - 1])
            day--;
        while (day < cumulated.Length - 1 && u >= cumulated[day])
            day++;
        var hour = HourTable[random.Below(HourTable.Length)];
        return Math.Min(end - 2, day * SecondsPerDay + hour * SecondsPerHour + random.Below(SecondsPerHour));
    }

    /// <summary>A later second, uniform over what the days with events leave of the month.</summary>
    public int DrawAfter(int second, ref Chance.RandomStream random)
    {
        if (open.Length == cumulated.Length)
            return second + 1 + random.Below(end - second - 1);
        var position = Array.BinarySearch(open, second / SecondsPerDay) * SecondsPerDay + second % SecondsPerDay;
        position += 1 + random.Below(open.Length * SecondsPerDay - position - 1);
        return open[position / SecondsPerDay] * SecondsPerDay + position % SecondsPerDay;
    }
}
