// The numbers of an axis: as few letters as tell them apart.

export interface AxisUnit { before: string; share: boolean }

export function axisNumber(unit: AxisUnit): (value: number) => string {
    return value => {
        const size = Math.abs(unit.share ? 100 * value : value);
        const sign = value < 0 ? "−" : "";
        if (unit.share) return `${sign}${trimmed(size)}%`;
        if (size >= 1e9) return `${sign}${unit.before}${trimmed(size / 1e9)} bn`;
        if (size >= 1e6) return `${sign}${unit.before}${trimmed(size / 1e6)} m`;
        if (size >= 1e4) return `${sign}${unit.before}${trimmed(size / 1e3)} k`;
        return `${sign}${unit.before}${trimmed(size)}`;
    };
}

function trimmed(size: number): string {
    return size.toLocaleString("en", { maximumFractionDigits: size < 1 ? 3 : size < 10 ? 2 : 1 });
}
