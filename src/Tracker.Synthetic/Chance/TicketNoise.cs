namespace Tracker.Synthetic.Chance;

/// <summary>
/// A ticket over its mean: lognormal, and in a small share of baskets times a Pareto number cut off at <see cref="TailEnd"/>.
/// Mean 1, coefficient of variation about 0.8.
/// </summary>
internal static class TicketNoise
{
    /// <summary>Standard deviation of the log: a coefficient of variation of 0.7.</summary>
    public const double LogSd = 0.6315;

    public const double TailShare = 0.015;
    public const double TailStart = 2;
    public const double TailIndex = 2.5;
    public const double TailEnd = 10;

    /// <summary>E[x²], with E[x] = 1.</summary>
    public static readonly double SecondMoment =
        Math.Exp(LogSd * LogSd) * (1 - TailShare + TailShare * TailMoment(2)) / Squared(1 - TailShare + TailShare * TailMoment(1));

    private static readonly double LogScale = -LogSd * LogSd / 2 - Math.Log(1 - TailShare + TailShare * TailMoment(1));

    public static double Draw(ref RandomStream random)
    {
        var ticket = Math.Exp(LogScale + LogSd * Normal.Draw(ref random));
        var u = random.Uniform();
        return u < TailShare ? ticket * Math.Min(TailEnd, TailStart * Math.Pow(u / TailShare, -1 / TailIndex)) : ticket;
    }

    /// <summary>E[min(t, end)ᵏ] of a Pareto number t.</summary>
    private static double TailMoment(int k)
    {
        var beyond = Math.Pow(TailStart / TailEnd, TailIndex);
        return TailIndex / (TailIndex - k) * (Math.Pow(TailStart, k) - beyond * Math.Pow(TailEnd, k)) + beyond * Math.Pow(TailEnd, k);
    }

    private static double Squared(double x) => x * x;
}
