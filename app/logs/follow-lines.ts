import { createWishFilter } from './create-wish-filter.ts';
import type { LineWish } from './line-wish.ts';
import type { KeptLine } from './log-line.ts';
import type { Logs } from './logs.ts';
import { newestFirst } from './read-newest.ts';

export interface FollowLinesOptions {
  readonly wish: LineWish;
  /** From where on: after a line, or with so many of those that are there. */
  readonly from: { readonly after: number } | { readonly last: number };
  readonly signal: AbortSignal;
}

/** Lines as they came, and up to where they were looked at: to go on there later. */
export interface FollowedLines {
  readonly lines: readonly KeptLine[];
  readonly cursor: number;
  /** Some before these have run out before they could be read. */
  readonly hasGap: boolean;
}

/** Lines that a reader takes at a time from those that come. */
const SLICE_LINES = 200;

/**
 * Lines of a log without gap or repeat: the file first, then what is committed meanwhile. A reader that lags behind what is held in
 * memory reads on from the file. Each `lines` is in the order of its numbers, and so are all of them together.
 */
export async function* followLines(
  logs: Pick<Logs, 'find' | 'after' | 'live'>,
  { wish, from, signal }: FollowLinesOptions,
): AsyncGenerator<FollowedLines> {
  const filter = createWishFilter(wish);
  let cursor: number;
  if ('after' in from) cursor = from.after;
  else {
    const first = await readLast(logs, wish, from.last);
    cursor = first.cursor;
    yield first;
  }
  while (!signal.aborted) {
    // Subscribed first: what is committed while the file is read is in both, and dropped once.
    const subscription = logs.live.subscribe({ signal, filter });
    try {
      for (let isAtEnd = false; !isAtEnd && !signal.aborted; ) {
        const slice = await logs.after(wish, cursor);
        const hasGap = slice.lostSeq > cursor || slice.upToSeq < cursor;
        isAtEnd = slice.isAtEnd;
        cursor = slice.upToSeq;
        if (slice.lines.length > 0 || hasGap || isAtEnd) yield { lines: slice.lines, cursor, hasGap };
      }
      let isBehind = false;
      while (!isBehind) {
        const items = await subscription.nextBatch(SLICE_LINES);
        if (items.length === 0) return;
        isBehind = items.some(({ kind }) => kind !== 'event');
        const lines = items.flatMap(item => (item.kind === 'event' && item.value.seq > cursor ? [item.value] : []));
        if (isBehind || lines.length === 0) continue;
        cursor = lines.at(-1)!.seq;
        yield { lines, cursor, hasGap: false };
      }
    } finally {
      await subscription.return();
    }
  }
}

const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** The newest lines by their time, in the order in which they came. */
async function readLast(logs: Pick<Logs, 'find' | 'after'>, wish: LineWish, last: number): Promise<FollowedLines> {
  if (last === 0)
    return { lines: [], cursor: (await logs.after(wish, Number.MAX_SAFE_INTEGER)).upToSeq, hasGap: false };
  const { streams, ...others } = wish;
  const asked = streams.length === 0 ? [undefined] : streams;
  const found = await Promise.all(asked.map(stream => logs.find({ ...others, ...EVER, stream, limit: last })));
  // Each was read at a moment of its own: what came after the first of them comes again.
  const cursor = Math.min(...found.map(({ upToSeq }) => upToSeq));
  const lines = found
    .flatMap(({ lines }) => lines)
    .filter(({ seq }) => seq <= cursor)
    .sort(newestFirst)
    .slice(0, last)
    .sort((a, b) => a.seq - b.seq);
  return { lines, cursor, hasGap: false };
}
