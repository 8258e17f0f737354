import { z } from 'zod';
import type { LiveLine } from '../../promql/live/live-mirror.ts';
import { liveProblem } from '../../promql/live/live-problem.ts';
import type { LiveResult } from '../../promql/live/promql-live.ts';
import type { Told, Topic } from '../topic.ts';
import { TopicProblem } from '../topic-problem.ts';
import { firstChange } from './first-change.ts';
import { createSignalled } from './signalled.ts';

const MAX_STEPS = 1000;
/** Of one answer; other lines are left out, and their number is told. */
const MAX_LINES = 200;
const MAX_VALUES = 50_000;

const wanted = z
  .strictObject({
    query: z.string().min(1).max(8000),
    /** Seconds. */
    range: z.number().min(1).max(86_400).default(60),
    step: z.int().min(1).max(3_600).optional(),
  })
  .refine(({ range, step = 60 }) => range / step <= MAX_STEPS, `"range" holds more than ${MAX_STEPS} times "step".`);

/** Steps of a range unless it is asked for others. */
const USUAL_STEPS = 300;

/** The result of a query over the last while, as it moves: all of it, then the steps that have changed. Who lags gets the newest. */
export const promql: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ query, range, step = Math.max(1, Math.ceil(range / USUAL_STEPS)) }, { promql: live }, signal) {
    const problem = liveProblem(query);
    if (problem !== undefined) throw new TopicProblem(problem);
    const grid = { stepMs: step * 1000, rangeMs: range * 1000 };
    while (!signal.aborted) {
      const news = createSignalled(signal);
      let isLost = false;
      const onLost = () => {
        isLost = true;
        news.tell();
      };
      const result = await live.open(query, grid, { onChange: news.tell, onLost });
      try {
        let last = shownOf(result);
        yield toSnapshot(last);
        while (!isLost && (await news.next())) {
          if (isLost) break;
          const next = shownOf(result);
          const from = firstChange(last, next);
          if (from < next.steps.count || next.note !== last.note) yield toChange(next, from);
          last = next;
        }
      } finally {
        result.close();
      }
    }
  },
};

/** A result at one moment; its arrays are not written to any more. */
export interface ShownResult {
  readonly steps: LiveResult['steps'];
  readonly lines: readonly LiveLine[];
  readonly leftOut: number;
  readonly note: string | undefined;
}

function shownOf({ steps, lines, note }: LiveResult): ShownResult {
  const count = Math.min(lines.length, MAX_LINES, Math.floor(MAX_VALUES / Math.max(1, steps.count)));
  return { steps, lines: lines.slice(0, count), leftOut: lines.length - count, note };
}

function toSnapshot(shown: ShownResult): Told {
  return { type: 'snapshot', ...toFields(shown, 0) };
}

/** Values from one step on; those before it are what they were. Lines that are not named have gone. */
function toChange(shown: ShownResult, from: number): Told {
  return { type: 'change', ...toFields(shown, from) };
}

function toFields({ steps, lines, leftOut, note }: ShownResult, from: number) {
  const { startMs, stepMs, count } = steps;
  return {
    ...{ startMs, stepMs, steps: count, fromStep: from },
    lines: lines.map(({ labels, values, present }) => ({
      labels,
      values: Array.from(values.subarray(from), (value, at) => (present[from + at] ? plain(value) : null)),
    })),
    ...(leftOut > 0 && { leftOut }),
    ...(note !== undefined && { note }),
  };
}

/** What JSON has no number for is text. */
function plain(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
