import { parseEventId } from './event-id.ts';
import { type EventLog, HistoryPages } from './event-log.ts';
import type { NewestByKey } from './newest-by-key.ts';
import type { EventItem, GapReason, Item, LagPolicy, StartAt } from './reactive.ts';

/** Where a reader begins. */
export interface Start {
  /** Number of the last event it is taken to have. */
  readonly position: number;
  /** What is lost up to this number was gone before the reader came. */
  readonly expiredUpTo?: number;
  /** The reader named a position that is not of this numbering. */
  readonly isForeign?: boolean;
}

/** Reads of history, after which others get their turn: each may be a query that stops the event loop. */
const READS_PER_TURN = 16;

interface ReaderOptions<T> {
  readonly log: EventLog<T>;
  readonly newest: NewestByKey<T> | undefined;
  readonly start: Start;
  readonly onLag: LagPolicy;
  readonly filter: ((value: T) => boolean) | undefined;
}

/** One subscriber's position and what becomes of it when the ring has moved on. Synchronous; waits for nothing. */
export class Reader<T> {
  readonly #options: ReaderOptions<T>;
  readonly #pages: HistoryPages<T>;
  #position: number;
  /** Numbers lost and not yet reported, and why; a reason without numbers is a foreign position. */
  #missed = 0;
  #reason: GapReason | undefined;
  /** The event that was picked together with a gap, so that no gap can follow a gap. */
  #held: EventItem<T> | undefined;
  #hasEventSinceGap = true;
  /** Something was lost after the reader came. */
  #isOverrun = false;
  #isFinished = false;

  constructor(options: ReaderOptions<T>) {
    this.#options = options;
    this.#pages = new HistoryPages(options.log);
    this.#position = options.start.position;
    if (options.start.isForeign) this.#reason = 'epoch';
  }

  /** Numbers between the newest event and the last one pulled. */
  get lag(): number {
    return this.#options.log.head - this.#position;
  }

  /** True when there is nothing to tell before something is published. */
  get isIdle(): boolean {
    return this.#position === this.#options.log.head && this.#reason === undefined;
  }

  /** True when `close` has done its work: nothing more will come. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** True when the reader has kept the event loop for long: `rest()` it in the next turn. */
  get needsRest(): boolean {
    return this.#pages.reads >= READS_PER_TURN;
  }

  rest(): void {
    this.#pages.reads = 0;
  }

  /**
   * The next item; undefined when there is nothing to tell, or, if there is `lag` still, nothing before the next rest.
   * Throws what `filter` and `history.read` throw.
   */
  pull(): Item<T> | undefined {
    if (this.#held) return this.#deliver(this.#held);
    const live = this.#nextLive();
    if (live) return this.#deliver(live);
    if (this.#canConflate()) return this.#snapshot();
    const event = this.#seek();
    if (this.#reason && (event || this.#hasEventSinceGap)) return this.#gap(this.#reason, event);
    return event && this.#deliver(event);
  }

  /** Adds events that `pull` would give, up to `max` items, as long as the ring has them. */
  pullLive(items: Item<T>[], max: number): void {
    if (this.#held) return;
    for (let event = this.#nextLive(); event && items.length < max; event = this.#nextLive()) {
      items.push(this.#deliver(event));
    }
  }

  /** The quick way of a reader that keeps up: the very next number is in the ring, and nothing else is to be told or left out. */
  #nextLive(): EventItem<T> | undefined {
    if (this.#reason || this.#options.filter) return undefined;
    const event = this.#options.log.ring.get(this.#position + 1);
    if (event) this.#pages.clear();
    return event;
  }

  #canConflate(): boolean {
    const { log, newest, onLag } = this.#options;
    if (onLag !== 'conflate' || !newest || this.#reason || this.lag === 0) return false;
    return log.ring.get(this.#position + 1) === undefined && newest.completeAfter <= this.#position;
  }

  #snapshot(): Item<T> {
    const { log, newest, filter } = this.#options;
    this.#position = log.head;
    this.#pages.clear();
    this.#hasEventSinceGap = false;
    return { kind: 'snapshot', values: newest!.values(filter), upTo: log.head };
  }

  /** Moves on to the next event that passes the filter, to the head, or as far as it goes without a rest; counts what is lost on the way. */
  #seek(): EventItem<T> | undefined {
    const { log, filter } = this.#options;
    while (this.lag > 0 && !this.needsRest) {
      const event = log.next(this.#position, this.#pages);
      this.#moveTo(event ? event.seq : log.head + 1);
      if (!event) return undefined;
      if (!filter || filter(event.value)) return event;
    }
    return undefined;
  }

  /** Takes `seq` as the next number to be had: those between are lost. */
  #moveTo(seq: number): void {
    const lost = seq - this.#position - 1;
    if (lost > 0) {
      const { expiredUpTo = 0 } = this.#options.start;
      this.#reason ??= this.#position < expiredUpTo ? 'expired' : 'overrun';
      this.#isOverrun ||= seq > expiredUpTo + 1;
      this.#missed += lost;
    }
    this.#position = Math.min(seq, this.#options.log.head);
  }

  #gap(reason: GapReason, event: EventItem<T> | undefined): Item<T> {
    const gap = { kind: 'gap', missed: this.#missed, reason } as const;
    this.#missed = 0;
    this.#reason = undefined;
    this.#hasEventSinceGap = false;
    this.#isFinished = this.#options.onLag === 'close' && this.#isOverrun;
    this.#held = event;
    if (event) this.#position = event.seq - 1;
    return gap;
  }

  #deliver(event: EventItem<T>): EventItem<T> {
    this.#held = undefined;
    this.#position = event.seq;
    this.#hasEventSinceGap = true;
    return event;
  }
}

/** The position that `from` names, as things stand now. */
export function startAt<T>(from: StartAt, log: EventLog<T>, replay: number): Start {
  if (from === 'live') return { position: log.head };
  if (from === 'replay') return { position: beforeNext(log, log.head - replay) };
  if (from === 'oldest') return { position: beforeNext(log, 0) };
  const id = parseEventId(from.afterId);
  if (id?.epoch !== log.epoch || id.seq > log.head) return { position: log.head, isForeign: true };
  return { position: id.seq, expiredUpTo: beforeNext(log, id.seq) };
}

function beforeNext<T>(log: EventLog<T>, seq: number): number {
  const event = log.next(seq);
  return event ? event.seq - 1 : log.head;
}
