namespace Tracker.Storage.Work;

/// <summary>How long to wait before the next attempt.</summary>
public static class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Twice as long after each attempt, at most ten minutes, of which chance takes up to a half, so that those who failed together do not come back
    /// together: <c>min(2 s · 2^(attempt − 1), 10 min) · (1 − chance / 2)</c>.
    /// </summary>
    /// <param name="attempt">The one that failed, from 1.</param>
    /// <param name="chance">In [0, 1).</param>
    public static TimeSpan After(int attempt, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        if (chance is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(chance), $"chance {chance}: expected 0 or more and less than 1");
        return Math.Min(First.TotalSeconds * Math.Pow(2, attempt - 1), Longest.TotalSeconds) * (1 - chance / 2) * TimeSpan.FromSeconds(1);
    }
}
