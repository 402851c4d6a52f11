namespace Tracker.Core.Panel;

/// <summary>The weighted sums of one sector over a month. A total of the population is a sum times <see cref="Mean"/>.</summary>
public sealed record WeightedMeasures
{
    private const double CentsPerUnit = 100;

    /// <summary>People that a consumer stands for in the mean.</summary>
    public required double Mean { get; init; }

    /// <summary>In units of the currency.</summary>
    public required WeightedSum Spend { get; init; }

    public required WeightedSum Purchases { get; init; }

    public required WeightedSum Visits { get; init; }

    public required WeightedSum Buyers { get; init; }

    public required WeightedSum ActiveConsumers { get; init; }

    public WeightedSum this[Measure measure] => measure switch
    {
        Measure.Spend => Spend,
        Measure.Purchases => Purchases,
        Measure.Visits => Visits,
        Measure.Buyers => Buyers,
        Measure.ActiveConsumers => ActiveConsumers,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "not a measure"),
    };

    /// <summary>The same weight for all.</summary>
    public static WeightedMeasures Of(Measures sums, int activeConsumers, double weight)
    {
        return new()
        {
            Mean = weight,
            Spend = Plain(sums.SpendCents / CentsPerUnit),
            Purchases = Plain(sums.Purchases),
            Visits = Plain(sums.Visits),
            Buyers = Plain(sums.Buyers),
            ActiveConsumers = Plain(activeConsumers),
        };

        static WeightedSum Plain(double sum) => new(sum, sum);
    }

    /// <summary>A sector of a month with the weights of that month.</summary>
    /// <exception cref="ArgumentException">Weights that are not of the month's cells.</exception>
    public static WeightedMeasures Of(PanelMonth month, int sector, CellWeights weights)
    {
        if (weights.Relative.Count == 0)
            return Of(month.BySector[sector], month.ActiveConsumers, weights.Mean);
        if (weights.Relative.Count != month.Cells.Count)
            throw new ArgumentException($"{month.Month}: expected weights of {month.Cells.Count} cells, got {weights.Relative.Count}", nameof(weights));
        return new()
        {
            Mean = weights.Mean,
            Spend = Weighted(cell => cell.BySector[sector].SpendCents / CentsPerUnit),
            Purchases = Weighted(cell => cell.BySector[sector].Purchases),
            Visits = Weighted(cell => cell.BySector[sector].Visits),
            Buyers = Weighted(cell => cell.BySector[sector].Buyers),
            ActiveConsumers = Weighted(cell => cell.ActiveConsumers),
        };

        WeightedSum Weighted(Func<PanelCell, double> measure)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var cell = 0; cell < month.Cells.Count; cell++)
            {
                var (relative, value) = (weights.Relative[cell], measure(month.Cells[cell]));
                sum += relative * value;
                squares += relative * relative * value;
            }

            return new(sum, squares);
        }
    }
}
