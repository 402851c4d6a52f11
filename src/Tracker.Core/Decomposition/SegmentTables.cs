using Tracker.Core.Panel;

namespace Tracker.Core.Decomposition;

/// <summary>From consumers to what is decomposed: the weighted sums of segments, and how many people stand behind them.</summary>
public static class SegmentTables
{
    private const double CentsPerUnit = 100;

    /// <summary>A column for each of <see cref="MetricChain.Columns"/> with the weighted amount of each consumer; money in units of the currency.</summary>
    public static double[][] Amounts(MetricChain chain, ConsumerMonth month) => [.. chain.Columns.Select(sum => Column(sum, month))];

    /// <summary>The sums of every segment, one for each column.</summary>
    /// <param name="amounts">From <see cref="Amounts"/>.</param>
    /// <param name="segments">Of every consumer, or below 0 for none.</param>
    /// <param name="count">How many segments there are.</param>
    public static double[][] Sums(double[][] amounts, int[] segments, int count)
    {
        var sums = new double[count][];
        for (var i = 0; i < count; i++)
            sums[i] = new double[amounts.Length];
        for (var column = 0; column < amounts.Length; column++)
        {
            for (var consumer = 0; consumer < segments.Length; consumer++)
            {
                if (segments[consumer] >= 0)
                    sums[segments[consumer]][column] += amounts[column][consumer];
            }
        }

        return sums;
    }

    /// <summary>Whether a month has anything to divide by.</summary>
    public static bool HasDenominator(MetricChain chain, ConsumerMonth month) => Column(chain.Chain[0], month).Sum() > 0;

    /// <summary>Who stand behind the sums of every segment, unweighted; money counts without sign where the chain has it.</summary>
    /// <inheritdoc cref="Sums"/>
    public static CellSize[] Sizes(MetricChain chain, ConsumerMonth month, int[] segments, int count)
    {
        var sizes = new CellSize[count];
        var money = chain.Chain.Contains(ChainSum.Gross);
        for (var consumer = 0; consumer < segments.Length; consumer++)
        {
            if (segments[consumer] < 0)
                continue;
            var cell = month.Cells[consumer];
            var spend = money ? (cell.GrossCents + cell.RefundCents) / CentsPerUnit : 0;
            sizes[segments[consumer]] += new CellSize(1, Contributes(chain.Chain[0], cell) ? 1 : 0, spend, spend);
        }

        return sizes;
    }

    /// <summary>Who stand behind the refunds of every segment, unweighted: consumers who gave something back.</summary>
    /// <inheritdoc cref="Sums"/>
    public static CellSize[] RefundSizes(ConsumerMonth month, int[] segments, int count)
    {
        var sizes = new CellSize[count];
        for (var consumer = 0; consumer < segments.Length; consumer++)
        {
            if (segments[consumer] >= 0 && month.Cells[consumer].RefundCents is > 0 and var cents)
                sizes[segments[consumer]] += new CellSize(1, 1, cents / CentsPerUnit, cents / CentsPerUnit);
        }

        return sizes;
    }

    /// <summary>The row that each segment is in: those that are shown in their order, then one for what is merged.</summary>
    public static int[] Rows(IReadOnlyList<bool> merged)
    {
        var (rows, next) = (new int[merged.Count], 0);
        for (var i = 0; i < rows.Length; i++)
            rows[i] = merged[i] ? -1 : next++;
        return [.. rows.Select(row => row < 0 ? next : row)];
    }

    /// <summary>The segments of consumers as numbers of rows.</summary>
    public static int[] Through(int[] segments, int[] rows) => [.. segments.Select(segment => segment < 0 ? segment : rows[segment])];

    private static bool Contributes(ChainSum denominator, ConsumerCell cell) => denominator switch
    {
        ChainSum.Population => true,
        ChainSum.Visits => cell.Visits > 0,
        _ => cell.IsBuyer,
    };

    private static double[] Column(ChainSum sum, ConsumerMonth month)
    {
        var column = new double[month.Weights.Length];
        for (var consumer = 0; consumer < column.Length; consumer++)
            column[consumer] = month.Weights[consumer] == 0 ? 0 : month.Weights[consumer] * Amount(sum, month.Cells[consumer]);
        return column;
    }

    private static double Amount(ChainSum sum, ConsumerCell cell) => sum switch
    {
        ChainSum.Population => 1,
        ChainSum.Buyers => cell.IsBuyer ? 1 : 0,
        ChainSum.Visits => cell.Visits,
        ChainSum.BuyerVisits => cell.IsBuyer ? cell.Visits : 0,
        ChainSum.Purchases => cell.Purchases,
        ChainSum.Gross => cell.GrossCents / CentsPerUnit,
        ChainSum.Refunds => cell.RefundCents / CentsPerUnit,
        _ => throw new ArgumentOutOfRangeException(nameof(sum), sum, "not a sum over consumers"),
    };
}
