using System.Globalization;

namespace Tracker.Benchmarks;

/// <summary>A monthly series with the forecasts that other programs made of it.</summary>
/// <param name="Name">As in the files.</param>
/// <param name="Values">Training months, then 18 test months.</param>
/// <param name="Training">Training months.</param>
/// <param name="Peers">By method and origin (months before the end of training): step by step.</param>
internal sealed record M3Series(string Name, double[] Values, int Training, Dictionary<(string Method, int Origin), PeerStep[]> Peers)
{
    /// <summary>The mean absolute seasonal difference of the training months: the unit of MASE.</summary>
    public double MaseScale => Enumerable.Range(12, Training - 12).Average(i => Math.Abs(Values[i] - Values[i - 12]));
}

internal readonly record struct PeerStep(double Mean, double Lo80, double Hi80, double Lo95, double Hi95);

internal static class M3
{
    public static M3Series[]? Read()
    {
        if (SharedData.Find("forecast_m3/series.csv.gz") is not { } file || SharedData.Find("forecast_m3/peers_rolling.csv.gz") is not { } rolling)
            return null;
        var peers = SharedData.Rows(rolling)
            .GroupBy(row => row[0])
            .ToDictionary(series => series.Key, series => series
                .GroupBy(row => (row[2], int.Parse(row[1], CultureInfo.InvariantCulture)))
                .ToDictionary(path => path.Key, path => path.OrderBy(row => int.Parse(row[3], CultureInfo.InvariantCulture)).Select(row => Step(row, 4)).ToArray()));
        return
        [
            .. SharedData.Rows(file).GroupBy(row => row[0]).Select(series => new M3Series(
                series.Key, [.. series.Select(row => Number(row[3]))], series.Count(row => row[2] == "train"), peers[series.Key])),
        ];
    }

    /// <summary>The mean and the two bands that stand in a row from a column on.</summary>
    public static PeerStep Step(string[] row, int from) =>
        new(Number(row[from]), Number(row[from + 1]), Number(row[from + 2]), Number(row[from + 3]), Number(row[from + 4]));

    /// <summary>NaN where there is none.</summary>
    public static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
