using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Consumers;

/// <summary>
/// The months of a consumer in the panel. Those of the first month and those who enter later leave with the same chance each month;
/// a few more enter than leave, so that the panel grows slowly.
/// </summary>
internal static class Tenure
{
    /// <summary>Chance of a consumer to leave after a month.</summary>
    public const double Churn = 0.012;

    /// <summary>Growth of the panel a month.</summary>
    public const double Growth = 0.003;

    /// <summary>First and last month, as positions in the span; the last can lie beyond its end.</summary>
    public static (int Joined, int Left) Draw(int months, ref RandomStream random)
    {
        // Entries after the first month are a geometric series in (1 + Growth), so the month of entry inverts in closed form.
        var ratio = (Churn + Growth) / Growth;
        var entries = ratio * (Math.Pow(1 + Growth, months - 1) - 1);
        var u = random.Uniform() * (1 + entries) - 1;
        var joined = u <= 0 ? 0 : 1 + (int)(Math.Log(1 + u / ratio) / Math.Log(1 + Growth));
        joined = Math.Min(joined, months - 1);
        var stay = (int)Math.Min(short.MaxValue, random.Exponential() / -Math.Log(1 - Churn));
        return (joined, joined + stay);
    }
}
