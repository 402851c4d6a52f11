// The values of an attribute: what their consumers did before and after on the left, what they add to the change, with its interval, on the right.
import type { EChartsCoreOption } from "echarts/core";
import { axisNumber, type AxisUnit } from "./numbers";
import { axis, tooltip, type Theme } from "./theme";

interface Row { name: string; before: number | null; after: number | null; contribution: number; low: number; high: number; distinct: boolean; value: string; shown: string }

interface Values { axis: AxisUnit; before: string; after: string; rows: Row[] }

interface Drawing {
    value(dimension: number): number;
    coord(point: [number, number]): [number, number];
    size(span: [number, number]): [number, number];
}

const narrow = 440;

export function valuesRows(data: Values): number {
    return data.rows.length;
}

export function values(data: Values, theme: Theme, width: number): EChartsCoreOption {
    const { rows } = data;
    const names = Math.min(150, width * 0.3);
    const both = width >= narrow && rows.some(row => row.before !== null && row.after !== null);
    const room = width - names - 70;
    const left = both ? room * 0.4 : 0;
    const grids = [
        ...(both ? [{ left: names + 8, width: left, top: 24, bottom: 24 }] : []),
        { left: names + 8 + (both ? left + 40 : 0), right: 66, top: 24, bottom: 24 },
    ];
    const x = (at: number) => ({
        type: "value", gridIndex: at, ...axis(theme), axisLine: { show: false }, axisTick: { show: false }, splitNumber: 2,
        axisLabel: { color: theme.soft, fontSize: 11, formatter: axisNumber(data.axis), hideOverlap: true },
    });
    const y = (at: number, shown: boolean, name: string) => ({
        type: "category", gridIndex: at, inverse: true, data: rows.map(row => row.name), axisTick: { show: false }, axisLine: { show: false },
        name, nameLocation: "start", nameGap: 8, nameTextStyle: { color: theme.soft, fontSize: 11, align: "left" },
        axisLabel: { show: shown, color: theme.ink, fontSize: 12, width: names, overflow: "truncate", interval: 0 },
    });
    const last = grids.length - 1;
    return {
        grid: grids,
        tooltip: { ...tooltip(theme), trigger: "item", formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]?.shown ?? "" },
        xAxis: [...(both ? [{ ...x(0), min: (range: { min: number }) => Math.min(0, range.min) }] : []), x(last)],
        yAxis: [
            ...(both ? [y(0, true, "mean each")] : []), y(last, !both, "adds, with 95% interval"),
            {
                type: "category", gridIndex: last, inverse: true, position: "right", data: rows.map(row => row.value), axisLine: { show: false }, axisTick: { show: false },
                axisLabel: { fontSize: 12, interval: 0, align: "left", color: (_: string, at: number) => said(rows[at], theme) },
            },
        ],
        series: [
            ...(both ? [{
                type: "custom", xAxisIndex: 0, yAxisIndex: 0, encode: { x: [1, 2], y: 0 },
                data: rows.map((row, at) => [at, row.before ?? 0, row.after ?? 0]),
                renderItem: (_: unknown, api: Drawing) => dumbbell(rows, api.value(0), api, theme),
            }] : []),
            {
                type: "custom", xAxisIndex: last, yAxisIndex: last, encode: { x: [1, 2, 3], y: 0 },
                data: rows.map((row, at) => [at, row.contribution, row.low, row.high, 0]),
                renderItem: (_: unknown, api: Drawing) => contribution(rows, api.value(0), api, theme),
            },
        ],
    };
}

function said(row: Row | undefined, theme: Theme): string {
    return !row?.distinct ? theme.soft : row.contribution < 0 ? theme.down : theme.up;
}

function dumbbell(rows: Row[], at: number, api: Drawing, theme: Theme): object {
    const row = rows[at]!;
    if (row.before === null || row.after === null) return { type: "group", children: [] };
    const [[from, y], [to]] = [api.coord([row.before, at]), api.coord([row.after, at])];
    const color = row.after < row.before ? theme.down : theme.up;
    return {
        type: "group",
        children: [
            { type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke: color, lineWidth: 2, opacity: 0.55 } },
            { type: "circle", shape: { cx: from, cy: y, r: 4 }, style: { fill: theme.paper, stroke: theme.soft, lineWidth: 1.5 } },
            { type: "circle", shape: { cx: to, cy: y, r: 4.5 }, style: { fill: color } },
        ],
    };
}

function contribution(rows: Row[], at: number, api: Drawing, theme: Theme): object {
    const row = rows[at]!;
    const [[zero, y], [to], [low], [high]] = [api.coord([0, at]), api.coord([row.contribution, at]), api.coord([row.low, at]), api.coord([row.high, at])];
    const tall = api.size([0, 1])[1] * 0.5;
    const whisker = { stroke: theme.ink, lineWidth: 1 };
    return {
        type: "group",
        children: [
            {
                type: "rect", shape: { x: Math.min(zero, to), y: y - tall / 2, width: Math.max(1, Math.abs(to - zero)), height: tall },
                style: { fill: !row.distinct ? theme.muted : row.contribution < 0 ? theme.downFill : theme.upFill },
            },
            { type: "line", shape: { x1: low, y1: y, x2: high, y2: y }, style: whisker },
            ...[low, high].map(x => ({ type: "line", shape: { x1: x, y1: y - 3, x2: x, y2: y + 3 }, style: whisker })),
            { type: "line", shape: { x1: zero, y1: y - tall, x2: zero, y2: y + tall }, style: { stroke: theme.strongLine, lineWidth: 1 } },
        ],
    };
}
