// Columns over time, some of them said to be unlike the others.
import type { EChartsCoreOption } from "echarts/core";
import { axis, tooltip, type Theme } from "./theme";

interface Columns { unit: string; points: { name: string; value: number; shown: string; note?: string | null; link?: string | null }[] }

export function columns(data: Columns, theme: Theme): EChartsCoreOption {
    return {
        grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
        tooltip: { ...tooltip(theme), trigger: "axis", formatter: ([point]: [{ dataIndex: number }]) => said(data.points[point.dataIndex]) },
        xAxis: { type: "category", data: data.points.map(point => point.name), ...axis(theme) },
        yAxis: { type: "value", name: data.unit, nameLocation: "end", ...axis(theme) },
        series: [{
            type: "bar", barCategoryGap: "25%",
            data: data.points.map(point => ({ value: point.value, link: point.link ?? undefined, itemStyle: { color: point.note ? theme.upFill : theme.downFill } })),
        }],
    };
}

function said(point: Columns["points"][number] | undefined): string {
    return point ? [`${point.name}: ${point.shown}`, point.note].filter(Boolean).join("\n") : "";
}
