using System.Globalization;
using Tracker.Testing;

namespace Tracker.Pages.Tests;

/// <summary>The pages on the panel of the demo: pictures of each view, and how soon the first one is there.</summary>
public class ViewsOfTheDemo(TestCluster cluster)
{
    private const int Rounds = 15;

    private static readonly int[] Widths = [1280, 390];

    /// <summary>The name of a picture and the address of a view.</summary>
    private static readonly (string Name, string Path)[] Views =
    [
        ("movers", "/movers"),
        ("mover", "/mover?month=2025-10&sector=Coffee%20and%20Bakery&metric=total_spend"),
        ("decomposition", "/decompositions/2"),
        ("ask", "/ask?month=2025-10&sector=Coffee%20and%20Bakery&metric=total_spend&attribute=gender&attribute=age_group"),
        ("runs", "/runs"),
        ("months", "/months"),
        ("loads", "/loads"),
        ("rejects", "/rejects"),
    ];

    [Fact(Explicit = true), Trait("soak", "screenshots")]
    public async Task EachView_IsPictured()
    {
        await using var served = await ServedDemo.StartAsync(cluster);
        var folder = Path.Combine(Repository.Root, "docs", "screenshots");
        Directory.CreateDirectory(folder);
        foreach (var width in Widths)
        {
            foreach (var dark in new[] { false, true })
            {
                await using var visit = await served.VisitAsync("operator", width, dark);
                foreach (var (name, path) in dark ? Views[..2] : Views)
                {
                    await visit.GoAsync(path);
                    await visit.Page.EvaluateAsync("document.fonts.ready");
                    await visit.Page.WaitForTimeoutAsync(300);
                    var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{width}{(dark ? "-dark" : "")}.png");
                    await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
                }

                Assert.Empty(visit.Troubles);
            }
        }
    }

    /// <summary>Of a browser that has nothing in store: from the click to the answer, and from the answer to the first picture and to the page as a whole.</summary>
    [Fact(Explicit = true), Trait("soak", "first-view")]
    public async Task TheFirstView_IsTimed()
    {
        await using var served = await ServedDemo.StartAsync(cluster);
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var path in new[] { "/movers", "/movers?rows=all" })
        {
            var (answers, pictures, wholes) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                await using var visit = await served.VisitAsync();
                await visit.GoAsync(path);
                var times = await visit.Page.EvaluateAsync<double[]>(
                    """
                    async () => {
                        while (performance.getEntriesByName("first-contentful-paint").length === 0)
                            await new Promise(requestAnimationFrame);
                        const [page] = performance.getEntriesByType("navigation"), [paint] = performance.getEntriesByName("first-contentful-paint");
                        return [page.responseStart - page.requestStart, paint.startTime - page.responseStart, page.loadEventEnd - page.responseStart];
                    }
                    """);
                (answers, pictures, wholes) = ([.. answers, times[0]], [.. pictures, times[1]], [.. wholes, times[2]]);
            }

            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: the server answers in {Median(answers):0} ms (the first time {answers[0]:0}); then the first picture takes {Median(pictures):0} ms (at most {pictures.Max():0}), the whole page {Median(wholes):0} (at most {wholes.Max():0})"));
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
