using Tracker.Core.Panel;

namespace Tracker.Jobs.Tests;

/// <summary>A small panel with a season and seeded noise, and a rise by half of one sector's spend in its last month.</summary>
internal static class PlantedPanel
{
    public static readonly Month Last = new(2025, 10);
    public static readonly Sector Mover = new("Travel");

    private const int Consumers = 2000;

    public static PanelAtVersion AtVersion(long version, int months = 40)
    {
        Sector[] sectors = [new("Dining"), new("Grocery"), Mover];
        var random = new Random(7);
        var history = Enumerable.Range(1 - months, months).Select(i => Last + i).Select(month =>
            new PanelMonth(month, Consumers, [.. sectors.Select(sector => Sums(month, sector))]));
        return new(new(sectors, [.. history]), version, Last);

        Measures Sums(Month month, Sector sector)
        {
            var level = (1 + 0.2 * Math.Sin(month.MonthOfYear * Math.PI / 6)) * (1 + 0.02 * random.NextDouble());
            var ticket = 2500 * (1 + 0.02 * random.NextDouble()) * (month == Last && sector == Mover ? 1.5 : 1);
            var purchases = (long)(3000 * level);
            return new((long)(purchases * ticket), 0, purchases, (long)(5000 * level), (long)(900 * level));
        }
    }
}
