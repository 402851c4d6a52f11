using Tracker.Core.Panel;

namespace Tracker.Storage.Rollup;

/// <summary>The months of one sector, consumer by consumer, at one version of the data: questions about a sector come one after the other, and those against what was expected read
/// three years of it.</summary>
internal sealed class KnownCells
{
    /// <summary>40 months of 100,000 consumers, of 24 bytes each.</summary>
    private const long MostCells = 4_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Month, ConsumerCell[]> months = [];
    private Sector? of;

    /// <summary>Not to be written to; null where it is not known.</summary>
    public ConsumerCell[]? Find(Sector sector, Month month)
    {
        lock (gate)
            return of == sector ? months.GetValueOrDefault(month) : null;
    }

    /// <summary>Keeps a month while there is room; a month of another sector takes the place of all.</summary>
    public void Keep(Sector sector, Month month, ConsumerCell[] cells)
    {
        lock (gate)
        {
            if (of != sector)
                months.Clear();
            of = sector;
            if ((months.Count + 1L) * cells.Length <= MostCells)
                months[month] = cells;
        }
    }
}
