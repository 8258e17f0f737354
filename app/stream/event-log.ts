import { formatEventId } from './event-id.ts';
import type { EventItem, History } from './reactive.ts';
import { Ring } from './ring.ts';

/** Rows of history read at once, and the most of them that one reader holds. */
const HISTORY_PAGE_ROWS = 64;

const NONE: readonly never[] = [];

/** Ring and history as one sequence: whoever reads asks for the next number and need not know where it lies. */
export class EventLog<T> {
  readonly epoch: string;
  readonly ring: Ring<T>;
  readonly #history: History<T> | undefined;

  /** `head` is the last number given out before; `history`, if any, holds what was published under numbers up to it. */
  constructor(epoch: string, capacity: number, head: number, history: History<T> | undefined) {
    this.epoch = epoch;
    this.ring = new Ring(capacity, head);
    this.#history = history;
  }

  get head(): number {
    return this.ring.head;
  }

  get hasHistory(): boolean {
    return this.#history !== undefined;
  }

  append(value: T, seq: number): EventItem<T> {
    const event = this.#toEvent(seq, value);
    this.ring.push(event);
    return event;
  }

  /** The first event after `seq` that can still be had: from the ring, else from history, else what the ring has left. */
  next(seq: number, pages = new HistoryPages(this, 1)): EventItem<T> | undefined {
    if (seq >= this.head) return undefined;
    const live = this.ring.get(seq + 1);
    if (!live) return earlier(pages.firstAfter(seq), this.ring.firstAfter(seq));
    pages.clear();
    return live;
  }

  /**
   * Events of history after `seq`, in order. Rows above `head` are left out: they are not published yet, and what
   * another transaction has not committed must not be seen here.
   */
  readHistory(seq: number, limit: number): EventItem<T>[] {
    const rows = this.#history?.read(seq, limit) ?? [];
    const published = rows.filter(([rowSeq]) => rowSeq <= this.head);
    requireRising(seq, published);
    return published.map(([rowSeq, value]) => this.#toEvent(rowSeq, value));
  }

  #toEvent(seq: number, value: T): EventItem<T> {
    return { kind: 'event', id: formatEventId(this.epoch, seq), seq, value };
  }
}

/** One reader's way through history. Holds at most one page, and none when the page is read to its end or the ring has what follows. */
export class HistoryPages<T> {
  readonly #log: EventLog<T>;
  readonly #rows: number;
  /** Reads of a history that there is; set it back to count anew. */
  reads = 0;
  #page: readonly EventItem<T>[] = NONE;
  #index = 0;

  constructor(log: EventLog<T>, rows = HISTORY_PAGE_ROWS) {
    this.#log = log;
    this.#rows = rows;
  }

  firstAfter(seq: number): EventItem<T> | undefined {
    while (this.#index < this.#page.length && this.#page[this.#index]!.seq <= seq) this.#index++;
    if (this.#index >= this.#page.length) this.#turn(seq);
    const event = this.#page[this.#index];
    if (this.#index === this.#page.length - 1) this.clear();
    return event;
  }

  clear(): void {
    this.#page = NONE;
    this.#index = 0;
  }

  #turn(seq: number): void {
    if (this.#log.hasHistory) this.reads++;
    this.#page = this.#log.readHistory(seq, this.#rows);
    this.#index = 0;
  }
}

function earlier<T>(a: EventItem<T> | undefined, b: EventItem<T> | undefined): EventItem<T> | undefined {
  if (!a || !b) return a ?? b;
  return a.seq < b.seq ? a : b;
}

/** Without this check a wrong query would send a reader round in a circle. */
function requireRising(seq: number, rows: readonly (readonly [seq: number, value: unknown])[]): void {
  const wrong = rows.findIndex(([rowSeq], i) => rowSeq <= (i === 0 ? seq : rows[i - 1]![0]));
  if (wrong < 0) return;
  throw new RangeError(
    `history.read(${seq}) gave row ${rows[wrong]![0]} out of order; select rows with seq > after, ordered by seq.`,
  );
}
