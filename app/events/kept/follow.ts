import type { KeptEvent } from './event.ts';
import type { Events } from './events.ts';
import type { Since } from './keeper-calls.ts';

export interface FollowOptions {
  /** Undefined: all. */
  readonly topics: readonly string[] | undefined;
  readonly since: Since;
  readonly signal: AbortSignal;
  /** Ends where there is no more, rather than waiting for it. */
  readonly isPoll?: boolean;
}

/** Events, oldest first; or word that some between the last one and the next have run out before they could be read. */
export type Followed = { readonly kind: 'events'; readonly events: readonly KeptEvent[] } | { readonly kind: 'gap' };

/** Events read at a time, and the most that a reader holds. */
const SLICE_EVENTS = 100;

/**
 * Everything of some topics from a point on, without gap or repeat: the file first, then what is committed meanwhile.
 * A reader that lags behind what is held in memory reads on from the file; it holds no more than a slice.
 */
export async function* follow(
  { after, positionOf, live }: Pick<Events, 'after' | 'positionOf' | 'live'>,
  { topics, since, signal, isPoll = false }: FollowOptions,
): AsyncGenerator<Followed> {
  const wanted = topics && new Set(topics);
  const filter = wanted && ((event: KeptEvent) => wanted.has(event.topic));
  let last = await positionOf(since, topics);
  /** Who asks for all there is misses nothing when some is gone. */
  let isOwed = since.kind === 'id';
  while (!signal.aborted) {
    // Subscribed first: what is committed while the file is read is in both, and dropped once.
    const subscription = live.subscribe({ signal, ...(filter && { filter }) });
    try {
      for (let isAtEnd = false; !isAtEnd; ) {
        const slice = await after({ topics, seq: last, limit: SLICE_EVENTS });
        if (isOwed && slice.lostSeq > last) yield { kind: 'gap' };
        isOwed = true;
        last = slice.events.at(-1)?.seq ?? last;
        if (signal.aborted) return;
        if (slice.events.length > 0) yield { kind: 'events', events: slice.events };
        isAtEnd = slice.isAtEnd;
      }
      if (isPoll) return;
      let isBehind = false;
      while (!isBehind) {
        const items = await subscription.nextBatch(SLICE_EVENTS);
        if (items.length === 0) break;
        isBehind = items.some(item => item.kind !== 'event');
        const events = items.flatMap(item => (item.kind === 'event' && item.value.seq > last ? [item.value] : []));
        if (isBehind || events.length === 0) continue;
        last = events.at(-1)!.seq;
        yield { kind: 'events', events };
      }
      if (!isBehind) return;
    } finally {
      await subscription.return?.();
    }
  }
}
