using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Tracker.Api.Pages;

/// <summary>Small pictures in the text, drawn by the server: they need no script and style nothing inline.</summary>
internal static class Drawing
{
    private const int BarWidth = 120;
    private const int BarHeight = 12;
    private const int SparkWidth = 128;
    private const int SparkHeight = 28;
    private const int Edge = 3;

    /// <summary>A bar from the middle to the right for an index above zero, else to the left.</summary>
    /// <param name="cii">The index.</param>
    /// <param name="most">The size that fills a half.</param>
    public static IHtmlContent Bar(double cii, double most)
    {
        const int middle = BarWidth / 2;
        var length = most > 0 ? Math.Min(middle - 1, Math.Abs(cii) / most * (middle - 1)) : 0;
        var start = cii < 0 ? middle - length : middle;
        return Svg("bar", BarWidth, BarHeight, Text(
            $"""<rect class="{(cii < 0 ? "below" : "above")}" x="{start:0.#}" y="1" width="{length:0.#}" height="{BarHeight - 2}"/><path class="axis" d="M{middle} 0V{BarHeight}"/>"""));
    }

    /// <summary>The values of a series as a line, with the 80% band of the last one and a dot for it.</summary>
    /// <param name="values">Oldest first, NaN for a gap.</param>
    /// <param name="lo">Of the band.</param>
    /// <param name="hi">Of the band.</param>
    /// <param name="above">Whether the last value is above its forecast.</param>
    public static IHtmlContent Spark(IReadOnlyList<double> values, double lo, double hi, bool above)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value)), lo, hi];
        if (known.Length < 4)
            return HtmlString.Empty;
        var (least, most) = (known.Min(), known.Max());
        var line = new StringBuilder();
        for (var at = 0; at < values.Count; at++)
        {
            if (double.IsNaN(values[at]))
                continue;
            var pen = line.Length == 0 || double.IsNaN(values[at - 1]) ? 'M' : 'L';
            line.Append(CultureInfo.InvariantCulture, $"{pen}{X(at):0.#} {Y(values[at]):0.#}");
        }

        var last = values.Count - 1;
        return Svg("spark", SparkWidth, SparkHeight, Text(
            $"""<path class="band" d="M{X(last) - 4:0.#} {Y(hi):0.#}h7V{Y(lo):0.#}h-7z"/><path class="line" d="{line}"/><circle class="{(above ? "above" : "below")}" cx="{X(last):0.#}" cy="{Y(values[last]):0.#}" r="2.5"/>"""));

        double X(int at) => values.Count == 1 ? SparkWidth - Edge : Edge + (double)at / (values.Count - 1) * (SparkWidth - 2 * Edge);
        double Y(double value) => most > least ? SparkHeight - Edge - (value - least) / (most - least) * (SparkHeight - 2 * Edge) : SparkHeight / 2.0;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static HtmlString Svg(string name, int width, int height, string content) =>
        new(Text($"""<svg class="{name}" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">{content}</svg>"""));
}
