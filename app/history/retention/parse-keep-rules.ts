import type { KeepRule } from './keep-rule.ts';

const HOUR_MS = 60 * 60_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  h: HOUR_MS,
  d: 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
  y: 365 * 24 * HOUR_MS,
};
const UNIT_BYTES: Readonly<Record<string, number>> = { MB: 1e6, GB: 1e9, TB: 1e12 };

/** More would be looked through for each metric. */
const MAX_RULES = 100;
/** A hundred years. */
const MAX_MS = 36_500 * 24 * HOUR_MS;

const RULE = /^(?<pattern>[^\s=,]+)=(?<age>\d+[hdwy])(?:\+(?<hourly>0|\d+[hdwy]))?(?:\/(?<bytes>\d+(?:MB|GB|TB)))?$/;

/** A rule that may leave open how long hours are kept. */
export type ParsedKeepRule = Omit<KeepRule, 'hourlyMs'> & { readonly hourlyMs?: number };

/**
 * Reads `debug_*=1d, power_*=90d+10y, trace_*=2w/500MB`: a pattern of metric names, how long each reading is kept, how long
 * the hours after that, and how much of the file they may take. Gives a sentence where that cannot be.
 */
export function parseKeepRules(text: string): readonly ParsedKeepRule[] | string {
  const parts = text.split(',').map(part => part.trim());
  if (parts.length > MAX_RULES) return `must have at most ${MAX_RULES} rules`;
  const rules: ParsedKeepRule[] = [];
  for (const part of parts) {
    const rule = parseRule(part);
    if (typeof rule === 'string') return rule;
    rules.push(rule);
  }
  return rules;
}

function parseRule(text: string): ParsedKeepRule | string {
  const groups = RULE.exec(text)?.groups;
  if (!groups) return `has "${text}", which is not of the form metric_*=30d, metric_*=30d+2y or metric_*=30d/500MB`;
  const { pattern, age, hourly, bytes } = groups as { pattern: string; age: string; hourly?: string; bytes?: string };
  const readingsMs = toMs(age);
  const hourlyMs = hourly === undefined ? undefined : toMs(hourly);
  if (readingsMs < HOUR_MS || Math.max(readingsMs, hourlyMs ?? 0) > MAX_MS)
    return `has "${text}": readings are kept for 1h to 100y`;
  return {
    ...{ pattern, readingsMs },
    ...(hourlyMs !== undefined && { hourlyMs }),
    ...(bytes !== undefined && { maxBytes: toBytes(bytes) }),
  };
}

function toMs(text: string): number {
  return text === '0' ? 0 : Number.parseInt(text, 10) * UNIT_MS[text.at(-1)!]!;
}

function toBytes(text: string): number {
  return Number.parseInt(text, 10) * UNIT_BYTES[text.slice(-2)]!;
}
