import type { LiveLine } from '../../promql/live/live-mirror.ts';
import type { ShownResult } from './promql.ts';

/** The first step of a result that says something else than the result before it; the number of steps when none does. */
export function firstChange(before: ShownResult, after: ShownResult): number {
  const { startMs, stepMs, count } = after.steps;
  const movedBy = Math.round((startMs - before.steps.startMs) / stepMs);
  if (stepMs !== before.steps.stepMs || movedBy < 0 || movedBy >= before.steps.count) return 0;
  const known = new Map(before.lines.map(line => [nameOf(line), line]));
  const isOther = after.lines.length !== before.lines.length;
  let first = isOther ? 0 : Math.min(count, before.steps.count - movedBy);
  for (const line of after.lines) {
    const old = known.get(nameOf(line));
    first = old ? firstDifference(old, line, movedBy, first) : 0;
    if (first === 0) return 0;
  }
  return first;
}

function firstDifference(old: LiveLine, line: LiveLine, movedBy: number, upTo: number): number {
  for (let at = 0; at < upTo; at++) {
    const was = at + movedBy;
    const isSame =
      old.present[was] === line.present[at] && (!line.present[at] || Object.is(old.values[was], line.values[at]));
    if (!isSame) return at;
  }
  return upTo;
}

function nameOf({ labels }: LiveLine): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
