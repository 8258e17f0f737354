import { formatValueText } from '../../../components/format/format-value.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import type { OwnMetric } from '../own-metrics.ts';
import type { ReadOwn } from './read-own.ts';

/** A page that shows each second what was sent is late when it takes more than that. */
const LATE_SECONDS = 1;
/** What waits longer than a person takes for an instant. */
const BUSY_SECONDS = 0.25;

export interface OwnVerdict {
  readonly status: 'ok' | 'warn';
  /** What is wrong, or that nothing is. */
  readonly sentences: readonly string[];
}

/** Whether the server is well, in words. */
export function ownVerdict(own: ReadOwn, nowMs: number): OwnVerdict {
  const newest = own('telltale_streams_open');
  const { state, age } = freshnessOf(newest?.atMs ?? 0, newest?.intervalMs, nowMs);
  if (state === 'stale') return { status: 'warn', sentences: [`How it is now is not known: the figures are ${age}.`] };
  const now = (metric: OwnMetric, labels = {}) => own(metric, labels)?.value ?? 0;
  const dropped = (reason: string) => now('telltale_viewers_dropped_last_hour', { reason });
  const words = (seconds: number) => formatValueText(seconds, 'seconds');
  const [behind, lag] = [now('telltale_viewers_behind'), now('telltale_viewer_lag_seconds')];
  const [late, busy] = [now('telltale_live_delay_seconds'), now('telltale_event_loop_delay_seconds')];
  const wrong = [
    busy >= BUSY_SECONDS && `The server is busy: a request waited ${words(busy)}.`,
    late >= LATE_SECONDS && `Pages are late: a change took ${words(late)} to reach them.`,
    behind > 0 && lag >= LATE_SECONDS && `${viewers(behind)} cannot keep up: a frame has waited ${words(lag)}.`,
    dropped('stalled') > 0 && `${viewers(dropped('stalled'))} took nothing for too long in the last hour.`,
    dropped('refused') > 0 &&
      `A limit was reached: ${dropped('refused')} refused in the last hour. Close tabs, or raise the TELLTALE_MAX_STREAMS settings.`,
    dropped('failed') > 0 && `${viewers(dropped('failed'))} lost the stream in the last hour; the log says why.`,
  ].filter(sentence => sentence !== false);
  if (wrong.length > 0) return { status: 'warn', sentences: wrong };
  return { status: 'ok', sentences: ['All is well: what is kept is on every open page at once.'] };
}

const viewers = (count: number) => (count === 1 ? 'One viewer' : `${count} viewers`);
