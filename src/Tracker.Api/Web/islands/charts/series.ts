// A series with what was forecast of it. Each forecast was made on its own eve, so the band is drawn point by point; what is flagged has a mark.
import type { EChartsCoreOption } from "echarts/core";
import { axisNumber, type AxisUnit } from "./numbers";
import { axis, tooltip, type Theme } from "./theme";

interface Point {
    at: string; actual: number | null; forecast: number | null; lo80: number | null; hi80: number | null; lo95: number | null; hi95: number | null;
    flag: "above" | "below" | null; holidays: string | null; outage: boolean; shown: string; link: string | null;
}

interface Series { axis: AxisUnit; from: string; to: string; points: Point[] }

interface Drawing {
    value(dimension: number): number;
    coord(point: [number, number]): [number, number];
    size(span: [number, number]): [number, number];
}

export function series(data: Series, theme: Theme, width: number): EChartsCoreOption {
    const points = data.points;
    const daily = points.some(point => point.holidays !== null || point.outage) || points.length > 60 && points.every(point => point.link === null);
    const known = points.flatMap(point => [point.actual, point.lo95, point.hi95]).filter(value => value !== null);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const room = (most - least) * 0.08;
    const fromZero = least >= 0 && least < 0.35 * most;
    const small = { color: theme.soft, fontSize: 11 };
    return {
        grid: { left: 4, right: 10, top: 22, bottom: 4, containLabel: true },
        tooltip: {
            ...tooltip(theme), trigger: "axis", axisPointer: { type: "line", lineStyle: { color: theme.strongLine, width: 1 } },
            formatter: ([first]: { dataIndex: number }[]) => (first && points[first.dataIndex]?.shown) ?? "",
        },
        xAxis: {
            type: "category", data: points.map(point => point.at), boundaryGap: true, ...axis(theme), axisTick: { show: false },
            axisLabel: { ...small, hideOverlap: true, interval: Math.max(0, Math.ceil(points.length / (width / 74)) - 1) },
        },
        yAxis: {
            type: "value", min: fromZero ? 0 : least - room, max: most + room, ...axis(theme), axisLine: { show: false }, splitNumber: 4,
            axisLabel: { ...small, formatter: axisNumber(data.axis), showMinLabel: fromZero, showMaxLabel: false },
        },
        series: [
            band(points, "lo95", "hi95", theme.band95, 0),
            band(points, "lo80", "hi80", theme.band80, 1),
            {
                type: "line", data: points.map(point => point.forecast), symbol: "circle", symbolSize: daily ? 0 : 4, showSymbol: !daily, z: 3, silent: true,
                lineStyle: { color: theme.accent, width: 1.25, type: [4, 3] }, itemStyle: { color: theme.accent },
            },
            {
                type: "line", data: points.map(point => point.actual === null ? null : { value: point.actual, link: point.link ?? undefined }),
                symbol: "circle", symbolSize: 5, showSymbol: false, z: 4, triggerEvent: true,
                lineStyle: { color: theme.ink, width: 1.5 }, itemStyle: { color: theme.ink },
                markArea: { silent: true, data: [[{ xAxis: data.from, itemStyle: { color: theme.shade } }, { xAxis: data.to }], ...outages(points, theme)] },
                markLine: {
                    silent: true, symbol: "none", label: { show: false }, lineStyle: { color: theme.strongLine, width: 1, type: "dotted" },
                    data: points.filter(point => point.holidays).map(point => ({ xAxis: point.at })),
                },
            },
            {
                type: "scatter", z: 5, symbolSize: daily ? 7 : 9, itemStyle: { borderColor: theme.paper, borderWidth: 1 },
                data: points.map(point => point.flag && point.actual !== null ? { value: point.actual, link: point.link ?? undefined, ...mark(point.flag, theme) } : null),
            },
        ],
    };
}

// What is above points up and what is below points down: the colour says it once more.
function mark(flag: "above" | "below", theme: Theme): object {
    return flag === "above" ? { symbol: "triangle", itemStyle: { color: theme.up } } : { symbol: "path://M0 0h10L5 10z", itemStyle: { color: theme.down } };
}

function outages(points: Point[], theme: Theme): object[] {
    return points.filter(point => point.outage).map(point => [{ xAxis: point.at, itemStyle: { color: theme.muted, opacity: 0.35 } }, { xAxis: point.at }]);
}

function band(points: Point[], low: "lo80" | "lo95", high: "hi80" | "hi95", color: string, z: number): object {
    return {
        type: "custom", silent: true, z, clip: true, tooltip: { show: false },
        data: points.flatMap((point, at) => point[low] === null || point[high] === null ? [] : [[at, point[low], point[high]]]),
        renderItem: (_: unknown, api: Drawing) => {
            const [x, top] = api.coord([api.value(0), api.value(2)]);
            const [, bottom] = api.coord([api.value(0), api.value(1)]);
            const wide = api.size([1, 0])[0];
            return { type: "rect", shape: { x: x - wide / 2, y: top, width: wide, height: bottom - top }, style: { fill: color } };
        },
    };
}
