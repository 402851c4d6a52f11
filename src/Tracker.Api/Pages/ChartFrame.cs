using System.Text.Json;
using Microsoft.AspNetCore.Html;
using Tracker.Api.Answers;

namespace Tracker.Api.Pages;

/// <summary>A chart that a script draws (Web/islands/charts/KIND.ts), with what it is drawn from.</summary>
/// <param name="Kind">Which chart.</param>
/// <param name="Name">Of the pictures that are saved, and of the frame on the page: letters, digits, hyphens.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Text">What can be seen in it, for those who do not see it.</param>
/// <param name="Data">In the shape that the script expects.</param>
/// <param name="Height">A class of the style sheet: empty, low or tall.</param>
/// <param name="Csv">Where the numbers are as CSV; null where nowhere.</param>
/// <param name="Xlsx">Where they are as a workbook; null where nowhere.</param>
internal sealed record ChartFrame(string Kind, string Name, string Title, string Text, object Data, string Height = "", string? Csv = null, string? Xlsx = null)
{
    /// <summary>JSON within a script element: no &lt; can end it.</summary>
    public IHtmlContent Json => new HtmlString(JsonSerializer.Serialize(Data, StrictJson.Options).Replace("<", "\\u003c", StringComparison.Ordinal));
}
