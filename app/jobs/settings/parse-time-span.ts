const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Longer ones are no length of time. */
const MAX_CHARS = 100;

const PART = /(\d+(?:\.\d+)?)\s*([a-z]+)/gi;

/** Milliseconds of `90 s`, `5 min`, `1 h 30 min` or `2 d`; undefined: it is none of that. */
export function parseTimeSpan(text: string): number | undefined {
  if (text.length > MAX_CHARS) return undefined;
  const parts = [...text.matchAll(PART)];
  if (parts.length === 0 || text.replace(PART, '').trim() !== '') return undefined;
  let sumMs = 0;
  for (const [, number, unit] of parts) {
    const unitMs = UNITS_MS[unit!.toLowerCase().replace(/^(second|minute|hour|day|week)s?$/, ([first]) => first!)];
    if (unitMs === undefined) return undefined;
    sumMs += Number(number) * unitMs;
  }
  return Math.round(sumMs);
}

/** As it is typed: `1 h 30 min`. */
export function writeTimeSpan(ms: number): string {
  const words: string[] = [];
  let restMs = ms;
  for (const unit of ['d', 'h', 'min', 's'] as const) {
    const count = unit === 's' ? restMs / 1000 : Math.floor(restMs / UNITS_MS[unit]!);
    restMs -= count * UNITS_MS[unit]!;
    if (count > 0) words.push(`${count} ${unit}`);
  }
  return words.join(' ') || '0 s';
}
