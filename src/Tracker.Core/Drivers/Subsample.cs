namespace Tracker.Core.Drivers;

internal static class Subsample
{
    /// <summary>Rising numbers of rows drawn without replacement; all of them where there are no more.</summary>
    public static int[] Of(int rows, int most, int seed)
    {
        int[] all = [.. Enumerable.Range(0, rows)];
        if (rows <= most)
            return all;
        new Random(seed).Shuffle(all);
        var drawn = all[..most];
        Array.Sort(drawn);
        return drawn;
    }
}
