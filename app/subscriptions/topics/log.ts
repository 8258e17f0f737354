import { z } from 'zod';
import type { KeptLine } from '../../logs/log-line.ts';
import type { Topic, TopicSources } from '../topic.ts';

/** Lines of a snapshot, at most; also those that are looked through for what was missed. */
const MAX_LINES = 1000;

const wanted = z.strictObject({
  stream: z.string().min(1).max(200),
  last: z.int().min(0).max(MAX_LINES).default(100),
  after: z.int().min(0).optional(),
});

/** The lines of one stream, oldest first: a client that lags reads on from the file, and what is too old for that is told as a gap. */
export const log: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ stream, last, after }, { logs }, signal) {
    let cursor = after;
    while (!signal.aborted) {
      // Subscribed first: what is committed while the file is read is in both, and dropped once.
      const subscription = logs.live.subscribe({ signal, filter: line => line.stream === stream });
      try {
        const missed = await readOn(logs, stream, cursor ?? 0);
        if (cursor === undefined) {
          const lines = last === 0 ? [] : missed.lines.slice(-last);
          cursor = missed.lines.at(-1)?.seq ?? 0;
          yield { type: 'snapshot', cursor, lines };
        } else {
          if (missed.hasGap) yield { type: 'gap' };
          for (const line of missed.lines) {
            cursor = line.seq;
            yield { type: 'change', cursor, line };
          }
        }
        let isBehind = false;
        for await (const item of subscription) {
          isBehind = item.kind !== 'event';
          if (item.kind !== 'event') break;
          if (item.value.seq <= cursor) continue;
          cursor = item.value.seq;
          yield { type: 'change', cursor, line: item.value };
        }
        if (!isBehind) return;
      } finally {
        await subscription.return();
      }
    }
  },
};

/** What follows a line, as far as it is found among the newest. */
async function readOn(
  logs: TopicSources['logs'],
  stream: string,
  after: number,
): Promise<{ readonly lines: readonly KeptLine[]; readonly hasGap: boolean }> {
  const newest = await logs.tail(stream, MAX_LINES);
  // The newest by their time, and told in the order in which they came.
  const lines = newest.filter(({ seq }) => seq > after).sort((a, b) => a.seq - b.seq);
  return { lines, hasGap: lines.length === MAX_LINES };
}
