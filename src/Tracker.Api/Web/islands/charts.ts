// Charts. A figure with data-chart="KIND" holds its data as JSON (script type="application/json") and the same as a table for those who do not see it.
// A kind is one file beside this one: a function from the data and the theme to an option of ECharts, without HTML, because nothing may style itself inline.
import { use, init, type ECharts, type EChartsCoreOption } from "echarts/core";
import { BarChart, CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DataZoomInsideComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";
import { columns } from "./charts/columns";
import { series } from "./charts/series";
import { readTheme, type Theme } from "./charts/theme";
import { values, valuesRows } from "./charts/values";
import { waterfall, waterfallRows } from "./charts/waterfall";

use([
    AriaComponent, BarChart, CanvasRenderer, CustomChart, DataZoomInsideComponent, GridComponent, LegendComponent, LineChart, MarkAreaComponent, MarkLineComponent,
    MarkPointComponent, ScatterChart, SVGRenderer, TooltipComponent,
]);

type Kind = (data: never, theme: Theme, width: number) => EChartsCoreOption;

const kinds: Record<string, Kind> = { columns, series, values, waterfall };

// Of those that are as high as they have rows: the style sheet says how high a row is.
const rows: Record<string, (data: never) => number> = { values: valuesRows, waterfall: waterfallRows };

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]"))
    mount(figure);

function mount(figure: HTMLElement): void {
    const canvas = figure.querySelector<HTMLElement>(".canvas");
    const kind = kinds[figure.dataset["chart"] ?? ""];
    const json = figure.querySelector("script[type='application/json']")?.textContent;
    if (!canvas || !kind || !json) return;
    const data = JSON.parse(json) as never;
    canvas.replaceChildren();
    canvas.style.setProperty("--rows", String(rows[figure.dataset["chart"] ?? ""]?.(data) ?? 0));
    const chart = init(canvas, null, { renderer: "canvas" });
    const option = () => optionOf(kind, data, readTheme(), canvas.clientWidth);
    const draw = () => chart.setOption(option(), { notMerge: true });
    draw();
    new ResizeObserver(() => { chart.resize(); draw(); }).observe(canvas);
    for (const query of ["(prefers-color-scheme: dark)", "print"])
        matchMedia(query).addEventListener("change", () => { chart.resize(); draw(); });
    chart.on("click", event => {
        const link = (event.data as { link?: string } | undefined)?.link;
        if (link) location.assign(link);
    });
    offerPictures(figure, canvas, chart, option);
}

function optionOf(kind: Kind, data: never, theme: Theme, width: number): EChartsCoreOption {
    return { animation: false, textStyle: { fontFamily: theme.font, color: theme.ink }, aria: { enabled: false }, ...kind(data, theme, width) };
}

function offerPictures(figure: HTMLElement, canvas: HTMLElement, chart: ECharts, option: () => EChartsCoreOption): void {
    const name = figure.dataset["name"] ?? "chart";
    const paper = () => readTheme().paper;
    figure.querySelector("button[data-picture='png']")?.addEventListener("click", () =>
        save(`${name}.png`, chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: paper() })));
    figure.querySelector("button[data-picture='svg']")?.addEventListener("click", () => {
        const drawn = init(null, null, { renderer: "svg", ssr: true, width: canvas.clientWidth, height: canvas.clientHeight });
        drawn.setOption({ ...option(), backgroundColor: paper() });
        const address = URL.createObjectURL(new Blob([drawn.renderToSVGString()], { type: "image/svg+xml" }));
        drawn.dispose();
        save(`${name}.svg`, address);
        setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
}

function save(name: string, address: string): void {
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
}
