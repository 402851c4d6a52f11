namespace Tracker.Core.Decomposition;

/// <summary>Draws of a total with as many people in each month as there are: weights make the panel stand for the population, whoever is drawn.</summary>
internal static class PopulationDraws
{
    /// <param name="table">What is drawn.</param>
    /// <param name="draws">From <see cref="PairedBootstrap.Draw"/>; they are scaled in place where the metric is a total.</param>
    public static double[][] Of(SegmentTable table, double[][] draws)
    {
        if (!table.Chain.IsTotal)
            return draws;
        var width = table.Chain.Columns.Count;
        var (before, after) = (table.Rows.Sum(row => row.Before[0]), table.Rows.Sum(row => row.After[0]));
        foreach (var draw in draws)
        {
            Scale(draw, 0, width, before);
            Scale(draw, width, width, after);
        }

        return draws;
    }

    private static void Scale(double[] draw, int start, int width, double people)
    {
        var drawn = 0.0;
        for (var at = start; at < draw.Length; at += 2 * width)
            drawn += draw[at];
        if (!(drawn > 0))
            return;
        for (var row = start; row < draw.Length; row += 2 * width)
        {
            for (var column = 0; column < width; column++)
                draw[row + column] *= people / drawn;
        }
    }
}
