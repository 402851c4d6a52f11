using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tracker.Core.Bought;
using Tracker.Core.Panel;
using Tracker.Synthetic.Drawing;
using Tracker.Synthetic.Expectations;
using Tracker.Synthetic.Model;
using Tracker.Synthetic.Sectors;

namespace Tracker.Synthetic;

/// <summary>
/// A panel that is fixed and not yet drawn: its consumers, their habits and what is planted. Everything that is asked of it agrees with the files
/// of the same options. Safe for use by several threads.
/// </summary>
public sealed class SyntheticPanel
{
    private readonly PanelModel model;
    private readonly Lazy<Truth> truth;

    private SyntheticPanel(PanelModel model)
    {
        this.model = model;
        truth = new(() => Truth.Of(model));
        Consumers = new(model.Population, model.Options);
    }

    /// <summary>The sectors of every panel, in the order of their positions.</summary>
    public static IReadOnlyList<Sector> Sectors { get; } = [.. Seeds.Sectors.Select(sector => new Sector(sector.Name))];

    public GeneratorOptions Options => model.Options;

    public PanelConsumers Consumers { get; }

    /// <summary>What is planted.</summary>
    public Truth Truth => truth.Value;

    /// <exception cref="ArgumentException">The scenario does not fit the panel: a month outside its span, or a segment without consumers.</exception>
    public static SyntheticPanel Of(GeneratorOptions options) => new(PanelModel.Of(options));

    /// <summary>All months at the level of the marts.</summary>
    public PanelHistory Draw(CancellationToken cancellation = default) => PanelGenerator.Draw(model, cancellation);

    /// <summary>Months by consumer and sector.</summary>
    /// <param name="from">The first month.</param>
    /// <param name="to">The last month.</param>
    /// <param name="sectors">The sectors whose cells are wanted; null for all. Who is active is counted over all.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A month outside the panel, or a sector that it does not have.</exception>
    public IReadOnlyList<CellMonth> DrawCells(Month from, Month to, IReadOnlyCollection<Sector>? sectors = null, CancellationToken cancellation = default)
    {
        var (first, last) = (Position(from), Position(to));
        if (first > last)
            throw new ArgumentException($"months {from} to {to}: expected them in their order");
        bool[] wanted = [.. Sectors.Select(sector => sectors?.Contains(sector) ?? true)];
        if (sectors?.FirstOrDefault(sector => !Sectors.Contains(sector)) is { Name: { } name })
            throw new ArgumentException($"sector {name}: expected one of {string.Join(", ", Sectors)}");
        var earliest = Math.Max(0, first - ActiveChance.Window + 1);
        var months = Months(earliest, first, last, wanted, cancellation);
        return [.. Enumerable.Range(first, last - first + 1).Select(month => new CellMonth(
            Options.First + month,
            [.. months[month - earliest].SelectMany(stretch => stretch.Cells)],
            ImmutableCollectionsMarshal.AsImmutableArray(Active(months, month - earliest))))];
    }

    /// <summary>All days by sector: the sums of the files' events.</summary>
    public IReadOnlyList<SectorDays> DrawDays(CancellationToken cancellation = default)
    {
        const int secondsPerDay = 86400;
        const double centsPerUnit = 100;
        var days = Options.End.LastDay.DayNumber - Options.First.FirstDay.DayNumber + 1;
        SectorDays[] drawn = [.. Sectors.Select(sector => new SectorDays(sector, Options.First.FirstDay, new double[days], new double[days], new double[days]))];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Options.Threads, CancellationToken = cancellation };
        Parallel.For(0, Options.Months, parallel, () => new MonthRows(), (month, _, rows) =>
        {
            rows.Draw(model, month, cancellation);
            var first = (Options.First + month).FirstDay.DayNumber - Options.First.FirstDay.DayNumber;
            for (var i = 0; i < rows.Count; i++)
            {
                ref readonly var row = ref rows[i];
                var (sector, day) = (drawn[row.Sector], first + row.Second / secondsPerDay);
                ((double[])sector.Spend)[day] += (row.Kind == EventKind.Refund ? -row.Cents : row.Cents) / centsPerUnit;
                ((double[])sector.Purchases)[day] += row.Kind == EventKind.Purchase ? 1 : 0;
                ((double[])sector.Visits)[day] += row.Kind == EventKind.Refund ? 0 : 1;
            }

            return rows;
        }, _ => { });
        return drawn;
    }

    /// <summary>What is bought in a sector in a month: the purchases of the files.</summary>
    /// <exception cref="ArgumentException">The month is outside the panel, or there is no such sector.</exception>
    public IReadOnlyList<Purchase> DrawPurchases(Month month, Sector sector, CancellationToken cancellation = default) =>
        MonthPurchases.Draw(model, Position(month), Position(sector), cancellation);

    /// <summary>What the numbers of <see cref="DrawPurchases"/> are called.</summary>
    public static ItemLabels LabelsOf(Sector sector) => MonthPurchases.LabelsOf(Position(sector));

    /// <summary>A month before chance, as planted and without.</summary>
    /// <exception cref="ArgumentException">The month is outside the panel.</exception>
    public ExpectedMonth Expect(Month month)
    {
        var position = Position(month);
        var expectation = MonthExpectation.Of(model, position);
        var sectors = new ExpectedSector[Sectors.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Options.Threads };
        Parallel.For(0, sectors.Length, parallel, sector =>
        {
            var (with, without) = expectation.Of(sector);
            sectors[sector] = new(Options.Planted ? with : without, without, Moments.Of(model, position, sector, without.ActiveConsumers));
        });
        return new(month, sectors);
    }

    /// <summary>Month by month the stretches of consumers; each stretch is drawn on its own, which no number of threads changes.</summary>
    private MonthCells[][] Months(int earliest, int first, int last, bool[] wanted, CancellationToken cancellation)
    {
        const int Stretch = 2048;
        var stretches = (Consumers.Count + Stretch - 1) / Stretch;
        MonthCells[][] months = [.. Enumerable.Range(earliest, last - earliest + 1).Select(_ => new MonthCells[stretches])];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Options.Threads, CancellationToken = cancellation };
        Parallel.For(0, months.Length * stretches, parallel, work =>
        {
            var (month, stretch) = Math.DivRem(work, stretches);
            var to = Math.Min(Consumers.Count, (stretch + 1) * Stretch);
            months[month][stretch] = MonthCells.Draw(
                model, earliest + month, stretch * Stretch, to, earliest + month >= first ? wanted : null, cancellation);
        });
        return months;
    }

    private bool[] Active(MonthCells[][] months, int month)
    {
        var active = new bool[Consumers.Count];
        for (var m = Math.Max(0, month - ActiveChance.Window + 1); m <= month; m++)
        {
            var consumer = 0;
            foreach (var stretch in months[m])
            {
                foreach (var acted in stretch.Acted)
                    active[consumer++] |= acted;
            }
        }

        return active;
    }

    private static int Position(Sector sector)
    {
        var position = Enumerable.Range(0, Sectors.Count).FirstOrDefault(s => Sectors[s] == sector, -1);
        return position >= 0 ? position : throw new ArgumentException($"sector {sector}: expected one of {string.Join(", ", Sectors)}");
    }

    private int Position(Month month)
    {
        var position = month - Options.First;
        return position >= 0 && position < Options.Months
            ? position
            : throw new ArgumentException($"month {month}: expected a month of the panel, {Options.First} to {Options.End}");
    }
}
