using System.Globalization;

namespace Tracker.Cli.Input;

/// <summary>Periods as numbers when both are, else by their letters.</summary>
internal sealed class PeriodOrder : IComparer<string>
{
    public static readonly PeriodOrder Instance = new();

    public int Compare(string? x, string? y) =>
        double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
        && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
        && first.CompareTo(second) is var order and not 0
            ? order
            : string.CompareOrdinal(x, y);
}
