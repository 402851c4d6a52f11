using System.Globalization;

namespace Tracker.Benchmarks;

/// <summary>A mean with its standard error.</summary>
internal sealed class Estimate
{
    private int count;
    private double sum;
    private double squares;

    public void Add(double value)
    {
        count++;
        sum += value;
        squares += value * value;
    }

    public void Add(bool happened) => Add(happened ? 1.0 : 0.0);

    public double Mean => sum / count;

    public double Sd => count < 2 ? 0 : Math.Sqrt(Math.Max(0, squares - sum * sum / count) / (count - 1));

    /// <summary>As "0.123 (0.004)", the standard error in brackets.</summary>
    public override string ToString() =>
        count == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Mean:0.000} ({Sd / Math.Sqrt(count):0.000})");
}
