const UNITS_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, y: 365 * 86_400_000 } as const;
type Unit = keyof typeof UNITS_MS;

/** `90m` or `1h30m` in milliseconds; undefined for what is no length of time. */
export function parseSpan(text: string): number | undefined {
  if (!/^(\d{1,9}[smhdwy])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhdwy])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit as Unit], 0);
}

/** As short as it can be written, in one unit: `90m`, `1d`. Whole seconds. */
export function writeSpan(spanMs: number): string {
  const unit = (['y', 'd', 'h', 'm'] as const).find(one => spanMs % UNITS_MS[one] === 0 && spanMs > 0) ?? 's';
  return `${Math.round(spanMs / UNITS_MS[unit])}${unit}`;
}

const WORDS = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week', y: 'year' } as const;

/** `90 minutes`. */
export function saySpan(spanMs: number): string {
  const [, count, unit] = /^(\d+)(\w)$/.exec(writeSpan(spanMs))!;
  return `${count} ${WORDS[unit as Unit]}${count === '1' ? '' : 's'}`;
}
