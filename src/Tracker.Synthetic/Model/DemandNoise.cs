using Tracker.Synthetic.Chance;

namespace Tracker.Synthetic.Model;

/// <summary>
/// What no forecast knows about a sector's month, as log factors with E[exp] = 1: visits, odds to buy and tickets, each a
/// stationary first-order autoregression. Small and without outliers.
/// </summary>
internal readonly record struct DemandNoise(double Visits, double Odds, double Ticket)
{
    public const double Persistence = 0.4;
    public const double VisitsSd = 0.03;
    public const double OddsSd = 0.02;
    public const double TicketSd = 0.01;

    /// <summary>One for each month of the span.</summary>
    public static DemandNoise[] Draw(int sector, int months, ulong seed)
    {
        var random = new RandomStream(seed, Purpose.Demand, sector);
        var (visits, odds, ticket) = (Normal.Draw(ref random), Normal.Draw(ref random), Normal.Draw(ref random));
        var noise = new DemandNoise[months];
        for (var month = 0; month < months; month++)
        {
            noise[month] = new(Scaled(visits, VisitsSd), Scaled(odds, OddsSd), Scaled(ticket, TicketSd));
            (visits, odds, ticket) = (Next(visits, ref random), Next(odds, ref random), Next(ticket, ref random));
        }

        return noise;
    }

    private static double Scaled(double standard, double sd) => sd * standard - sd * sd / 2;

    private static double Next(double standard, ref RandomStream random) =>
        Persistence * standard + Math.Sqrt(1 - Persistence * Persistence) * Normal.Draw(ref random);
}
