// A waterfall of rows: from one total to the other. In the row of a segment its structural part stands above its behavioural one, which begins where the first ends.
import type { EChartsCoreOption } from "echarts/core";
import { axisNumber, type AxisUnit } from "./numbers";
import { axis, tooltip, type Theme } from "./theme";

interface Bar {
    step: "before" | "scale" | "segment" | "other" | "refunds" | "after"; name: string; from: number; structural: number; behavioural: number; whole: number;
    distinct: boolean | null; value: string; shown: string; link: string | null;
}

interface Waterfall { axis: AxisUnit; bars: Bar[] }

interface Drawing {
    value(dimension: number): number;
    coord(point: [number, number]): [number, number];
    size(span: [number, number]): [number, number];
}

const narrow = 480;

export function waterfallRows(data: Waterfall): number {
    return data.bars.length;
}

export function waterfall(data: Waterfall, theme: Theme, width: number): EChartsCoreOption {
    const { bars } = data;
    const { least, most, cut } = rangeOf(bars);
    const names = Math.min(width < narrow ? 118 : 230, width * 0.36);
    return {
        grid: { left: names + 8, right: width < narrow ? 62 : 78, top: 4, bottom: 24 },
        tooltip: { ...tooltip(theme), trigger: "item", formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.shown ?? "" },
        xAxis: {
            type: "value", min: least, max: most, ...axis(theme), axisLine: { show: false }, splitNumber: width < narrow ? 2 : 4,
            axisLabel: { color: theme.soft, fontSize: 11, formatter: axisNumber(data.axis), hideOverlap: true, showMinLabel: !cut, showMaxLabel: false },
        },
        yAxis: [
            {
                type: "category", inverse: true, data: bars.map(bar => bar.name), axisLine: { show: false }, axisTick: { show: false },
                axisLabel: {
                    fontSize: 12, width: names, overflow: "truncate", interval: 0, margin: 8, align: "right",
                    color: (_: string, at: number) => bars[at]?.distinct === false ? theme.soft : theme.ink,
                },
            },
            {
                type: "category", inverse: true, position: "right", data: bars.map(bar => bar.value), axisLine: { show: false }, axisTick: { show: false },
                axisLabel: {
                    fontSize: 12, interval: 0, margin: 8, align: "left",
                    color: (_: string, at: number) => said(bars[at], theme),
                },
            },
        ],
        series: [{
            type: "custom", clip: true,
            data: bars.map((bar, at) => ({ value: [at, bar.from, bar.from + bar.whole], link: bar.link ?? undefined })),
            encode: { x: [1, 2], y: 0 },
            renderItem: (_: unknown, api: Drawing) => row(bars, api.value(0), api, theme, least, cut),
        }],
    };
}

function said(bar: Bar | undefined, theme: Theme): string {
    return !bar || isTotal(bar) ? theme.ink : bar.distinct === false ? theme.soft : bar.whole < 0 ? theme.down : theme.up;
}

function row(bars: Bar[], at: number, api: Drawing, theme: Theme, least: number, cut: boolean): object {
    const bar = bars[at]!;
    const middle = api.coord([least, at])[1];
    const high = api.size([0, 1])[1];
    const x = (value: number) => api.coord([value, at])[0];
    const children: object[] = [];
    if (isTotal(bar)) {
        children.push(rect(x(cut ? least : 0), x(bar.whole), middle - high * 0.36, high * 0.72, { fill: theme.total }));
        if (cut) children.push(...broken(x(least) + 7, middle, high, theme));
    } else if (bar.step === "segment" || bar.step === "other") {
        const turn = bar.from + bar.structural;
        children.push(rect(x(bar.from), x(turn), middle - high * 0.36, high * 0.36, structural(bar, theme)));
        const style = bar.step === "other" && bar.distinct === null ? summed(bar.behavioural, theme) : { fill: fill(bar.behavioural, bar.distinct, theme) };
        children.push(rect(x(turn), x(turn + bar.behavioural), middle, high * 0.36, style));
    } else {
        children.push(rect(x(bar.from), x(bar.from + bar.whole), middle - high * 0.3, high * 0.6, { fill: fill(bar.whole, bar.distinct, theme) }));
    }
    if (at < bars.length - 1) {
        const to = x(bar.from + bar.whole);
        const style = { stroke: theme.strongLine, lineWidth: 1, lineDash: [1, 2] };
        children.push({ type: "line", shape: { x1: to, y1: middle - high * 0.36, x2: to, y2: middle + high * 1.36 }, style, silent: true });
    }
    return { type: "group", children };
}

// Nobody knows how sure a sum of segments is: it is drawn lighter than what can be told from chance.
function summed(value: number, theme: Theme): object {
    return { fill: value < 0 ? theme.downSoft : theme.upSoft };
}

function structural(bar: Bar, theme: Theme): object {
    const grey = bar.distinct === false;
    return { fill: grey ? theme.line : bar.structural < 0 ? theme.downSoft : theme.upSoft, stroke: grey ? theme.muted : bar.structural < 0 ? theme.downFill : theme.upFill, lineWidth: 1 };
}

function fill(value: number, distinct: boolean | null, theme: Theme): string {
    return distinct === false ? theme.muted : value < 0 ? theme.downFill : theme.upFill;
}

// At least a hair wide, so that a part that is nearly nothing is there.
function rect(from: number, to: number, y: number, height: number, style: object): object {
    return { type: "rect", shape: { x: Math.min(from, to), y, width: Math.max(Math.abs(to - from), 1), height }, style };
}

// Where the axis does not begin at zero, the bars of the totals are cut through.
function broken(x: number, middle: number, high: number, theme: Theme): object[] {
    return [0, 4].map(offset => ({
        type: "polyline", silent: true, style: { stroke: theme.paper, lineWidth: 2, fill: "none" },
        shape: { points: [[x + offset, middle - high * 0.4], [x + offset + 3, middle - high * 0.13], [x + offset - 3, middle + high * 0.13], [x + offset, middle + high * 0.4]] },
    }));
}

// From zero where that leaves room for the parts, else from below the lowest level.
function rangeOf(bars: Bar[]): { least: number; most: number; cut: boolean } {
    const levels = bars.flatMap(bar => isTotal(bar) ? [bar.whole] : [bar.from, bar.from + bar.structural, bar.from + bar.whole]);
    const [low, high] = [Math.min(...levels), Math.max(...levels)];
    const span = high - low || Math.abs(high) || 1;
    if (low <= 0 || low < 2.5 * span) return { least: Math.min(0, low), most: Math.max(0, high), cut: false };
    return { least: low - 0.35 * span, most: high + 0.02 * span, cut: true };
}

function isTotal(bar: Bar): boolean {
    return bar.step === "before" || bar.step === "after";
}
