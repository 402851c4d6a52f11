// The colours of the style sheet, as they are now: light, dark or for print.

export interface Theme {
    ink: string; soft: string; line: string; strongLine: string; paper: string; raised: string; accent: string;
    up: string; down: string; upFill: string; downFill: string; muted: string; band80: string; band95: string; font: string;
    upSoft: string; downSoft: string; shade: string; total: string;
}

export function readTheme(): Theme {
    const style = getComputedStyle(document.documentElement);
    const of = (name: string) => style.getPropertyValue(name).trim();
    return {
        ink: of("--ink"), soft: of("--soft"), line: of("--line"), strongLine: of("--strong-line"), paper: of("--paper"), raised: of("--raised"), accent: of("--accent"),
        up: of("--up"), down: of("--down"), upFill: of("--up-3"), downFill: of("--down-3"), muted: of("--muted-bar"), band80: of("--band-80"), band95: of("--band-95"),
        upSoft: of("--up-2"), downSoft: of("--down-2"), shade: of("--shade"), total: of("--total-bar"),
        font: getComputedStyle(document.body).fontFamily,
    };
}

// Tooltips are drawn: as HTML they would style themselves inline, which the policy of the pages forbids.
export function tooltip(theme: Theme): object {
    return {
        renderMode: "richText", confine: true, backgroundColor: theme.raised, borderColor: theme.strongLine, borderWidth: 1,
        textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.font },
    };
}

export function axis(theme: Theme): object {
    return {
        axisLine: { lineStyle: { color: theme.strongLine } }, axisTick: { lineStyle: { color: theme.strongLine } },
        axisLabel: { color: theme.soft, fontSize: 11 }, splitLine: { lineStyle: { color: theme.line } },
        nameTextStyle: { color: theme.soft, fontSize: 11 },
    };
}
