import type { Source } from './gauge.ts';
import { LastHour } from './last-hour.ts';
import { perSecond } from './per-second.ts';

/** Why viewers were dropped; the first of them come back by themselves and miss nothing. */
export const DROP_REASONS = ['lifetime', 'revoked', 'stalled', 'failed', 'refused'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What the rest of the server knows of its viewers; the counts only grow. */
export interface StreamNumbers {
  frames(): number;
  bytesBefore(): number;
  bytesAfter(): number;
  conflations(): number;
  dropped(reason: DropReason): number;
  /** Viewers for whom frames wait, and how long the one has waited that waits longest. */
  behind(): { readonly viewers: number; readonly seconds: number };
  /** The longest since they were asked last. */
  longestDelaySeconds(): number;
  longestDrawSeconds(): number;
  longestEvaluationSeconds(): number;
}

const EVERY_MS = 2000;

/** How this server's own live path is. */
export function ownStreams(numbers: StreamNumbers): Source {
  const frameRate = perSecond(numbers.frames);
  const rateBefore = perSecond(numbers.bytesBefore);
  const rateAfter = perSecond(numbers.bytesAfter);
  const conflated = new LastHour();
  const dropped = DROP_REASONS.map(reason => ({ reason, lastHour: new LastHour() }));

  return {
    name: 'own streams',
    everyMs: EVERY_MS,
    async read() {
      const nowMs = performance.now(); // a clock that is set makes the hour no longer
      const behind = numbers.behind();
      return [
        { metric: 'telltale_stream_frames_per_second', value: frameRate(), unit: '/s' },
        bytes('before', rateBefore()),
        bytes('after', rateAfter()),
        { metric: 'telltale_viewers_behind', value: behind.viewers, unit: '' },
        seconds('telltale_viewer_lag_seconds', behind.seconds),
        seconds('telltale_live_delay_seconds', numbers.longestDelaySeconds()),
        seconds('telltale_draw_seconds', numbers.longestDrawSeconds()),
        seconds('telltale_evaluation_seconds', numbers.longestEvaluationSeconds()),
        lastHour('telltale_viewers_conflated_last_hour', conflated.look(numbers.conflations(), nowMs)),
        ...dropped.map(({ reason, lastHour: hour }) =>
          lastHour('telltale_viewers_dropped_last_hour', hour.look(numbers.dropped(reason), nowMs), { reason }),
        ),
      ];
    },
  };
}

const bytes = (side: string, value: number) => ({
  ...{ metric: 'telltale_stream_bytes_per_second', value, unit: 'bytes/s' },
  labels: { side },
});

const seconds = (metric: string, value: number) => ({ metric, value: Number(value.toFixed(6)), unit: 'seconds' });

const lastHour = (metric: string, value: number, labels: Readonly<Record<string, string>> = {}) => ({
  ...{ metric, value, unit: '' },
  labels,
});
