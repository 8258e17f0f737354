import { isEventId } from '../kept/event-id.ts';
import type { Since } from '../kept/keeper-calls.ts';

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** An id, seconds since 1970, a duration such as `10m` or `1h30m`, `all`, `latest` or `none`; undefined for anything else. */
export function parseSince(text: string, nowMs: number): Since | undefined {
  if (text === 'all' || text === 'latest' || text === 'none') return { kind: text };
  if (/^\d{1,11}$/.test(text)) return { kind: 'time', atMs: Number(text) * 1000 };
  if (isEventId(text)) return { kind: 'id', id: text };
  if (DURATION.test(text)) return { kind: 'time', atMs: nowMs - durationMs(text) };
  return undefined;
}

function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit!]!, 0);
}
