using Microsoft.AspNetCore.Html;

namespace Tracker.Api.Pages;

/// <summary>Bars beside the numbers of a table, drawn by the server.</summary>
internal static class PartDrawing
{
    private const int Width = 120;
    private const int Height = 14;
    private const int Middle = Width / 2;

    /// <summary>A bar from the middle to the right for a value above zero, else to the left, with its interval; grey where chance may explain it.</summary>
    /// <param name="value">What is drawn.</param>
    /// <param name="low">Of the interval; null without one.</param>
    /// <param name="high">Of the interval.</param>
    /// <param name="most">The size that fills a half.</param>
    /// <param name="distinct">False where chance may explain it.</param>
    public static IHtmlContent Signed(double value, double? low, double? high, double most, bool distinct)
    {
        var (from, to) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
        var kind = !distinct ? "muted" : value < 0 ? "below" : "above";
        var whisker = low is { } least && high is { } greatest ? $"""<path class="whisker" d="M{Text(X(least))} 4v6m0-3H{Text(X(greatest))}m0-3v6"/>""" : "";
        return Svg($"""<rect class="{kind}" x="{Text(from)}" y="2" width="{Text(to - from)}" height="{Height - 4}"/>{whisker}<path class="axis" d="M{Middle} 0V{Height}"/>""");

        double X(double at) => most > 0 ? Middle + Math.Clamp(at / most, -1, 1) * (Middle - 2) : Middle;
    }

    /// <summary>A bar from the left.</summary>
    /// <param name="value">From 0.</param>
    /// <param name="most">The value that fills it.</param>
    /// <param name="distinct">False where chance may explain it.</param>
    public static IHtmlContent Size(double value, double most, bool distinct) =>
        Svg($"""<rect class="{(distinct ? "strong" : "muted")}" x="0" y="2" width="{Text(most > 0 ? Math.Clamp(value / most, 0, 1) * Width : 0)}" height="{Height - 4}"/>""");

    private static string Text(double number) => FormattableString.Invariant($"{number:0.#}");

    private static HtmlString Svg(string content) => new($"""<svg class="part" viewBox="0 0 {Width} {Height}" aria-hidden="true" focusable="false">{content}</svg>""");
}
