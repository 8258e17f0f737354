import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { createStreamBuffer } from '../../stream/buffer.ts';
import { chainReadables } from '../../stream/chain-readables.ts';
import { CountedCursor, type OnBatch } from '../../stream/counted-cursor.ts';
import { toReadable } from '../../stream/to-readable.ts';
import { createLineFilter } from '../create-line-filter.ts';
import { type KeptLine, LEVELS } from '../log-line.ts';
import type { Logs } from '../logs.ts';
import { logText } from './log-text.ts';
import { type LogView, toLogQuery } from './log-view.ts';

/** Bytes that wait for a slow reader; what is older is left out, and said so. */
const RETAIN_BYTES = 256 * 1024;
const SEGMENT_BYTES = 64 * 1024;
/** Of one line, with its fields; three bytes each fit a segment. */
const MAX_LINE_CHARS = 20_000;
/** Lines of before that a tail begins with. */
const FIRST_LINES = 10;

export interface TextTailOptions {
  readonly logs: Pick<Logs, 'find' | 'live'>;
  readonly now: () => number;
  readonly style: TerminalText;
  /** Ends the text when aborted. */
  readonly signal: AbortSignal;
  /** Told of what is read. */
  readonly onBatch: OnBatch;
  /** Called once, when nobody reads any more. */
  readonly onEnd: () => void;
}

/** The lines of a view as text, for as long as somebody reads: a few of before, and each that comes. */
export function textTail(view: LogView, options: TextTailOptions): ReadableStream<Uint8Array> {
  const { logs, now, style, signal, onBatch, onEnd } = options;
  const levels = new Set(view.levels.length > 0 ? view.levels : LEVELS);
  const matches = createLineFilter(view);
  const filter = (line: KeptLine) =>
    levels.has(line.level) && (view.stream === undefined || line.stream === view.stream) && matches(line);
  const subscription = logs.live.subscribe({ filter, signal });
  const buffer = createStreamBuffer({
    segmentBytes: SEGMENT_BYTES,
    retainBytes: RETAIN_BYTES,
    maxPinnedBytes: RETAIN_BYTES,
  });
  const cursor = new CountedCursor(buffer.cursor('oldest'), onBatch);
  const append = (line: KeptLine) => void buffer.append(logText(line, style).slice(0, MAX_LINE_CHARS));

  const follow = async () => {
    const { lines, upToSeq } = await logs.find({ ...toLogQuery(view, now()), limit: FIRST_LINES });
    for (const line of lines) append(line);
    for (let batch = await subscription.nextBatch(); batch.length > 0; batch = await subscription.nextBatch()) {
      for (const item of batch) {
        if (item.kind === 'gap') buffer.append(`… ${item.missed} lines were too fast to be shown\n`);
        if (item.kind === 'event' && item.value.seq > upToSeq) append(item.value);
      }
    }
  };
  const end = () => void subscription.return();
  follow()
    .catch(error => buffer.append(`The log ended: ${(error as Error).message}\n`))
    .finally(() => buffer.seal());
  const text = toReadable(cursor, {
    onGap: ({ missed }) => Buffer.from(`… ${missed} lines were too fast for this reader\n`),
  });
  return chainReadables([text], () => {
    end();
    onEnd();
  });
}
