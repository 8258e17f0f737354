import { freshnessOf } from '../../../components/format/freshness.ts';
import type { PanelSeries } from '../panel.ts';

/** Why a series is not to be believed, in words: `stale 12 s, usually every 2 s`. Undefined: it is. */
export function silenceOf({ atMs, intervalMs }: PanelSeries, nowMs: number): string | undefined {
  const { age, usual } = freshnessOf(atMs, intervalMs, nowMs);
  return usual === undefined ? undefined : `${age}, ${usual}`;
}
