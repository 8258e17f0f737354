import type { LagPolicy, StartAt } from '../reactive.ts';
import { showEvent, showSnapshot } from './show-item.ts';
import type { StreamModel, Value } from './stream-model.ts';

export interface MemberOptions {
  readonly from: StartAt;
  readonly onLag: LagPolicy;
  readonly passes: (value: Value) => boolean;
}

interface ModelEvent {
  readonly seq: number;
  readonly value: Value;
}

/** One subscriber of the model. */
export class MemberModel {
  readonly #stream: StreamModel;
  readonly #passes: (value: Value) => boolean;
  /** Most items that each waiting call takes. */
  readonly #calls: number[] = [];
  readonly onLag: LagPolicy;
  /** Answers in the order of the calls; each a list of items, empty for the end. */
  readonly answers: string[][] = [];
  #position = 0;
  #expiredUpTo = 0;
  #missed = 0;
  #reason: string | undefined;
  #isOverrun = false;
  #held: ModelEvent | undefined;
  #hasEventSinceGap = true;
  #hasLeftRing = false;
  #isOver = false;
  #hasFailed = false;

  constructor(stream: StreamModel, { from, onLag, passes }: MemberOptions) {
    this.#stream = stream;
    this.#passes = passes;
    this.onLag = onLag;
    this.#start(from);
    stream.members.add(this);
  }

  get lag(): number {
    return this.#isOver ? 0 : this.#stream.head - this.#position;
  }

  get isClosed(): boolean {
    return this.#isOver && !this.#hasFailed;
  }

  /** May hold, or is about to read, a page of history, which stays as it was read. */
  get isInHistory(): boolean {
    return this.lag > 0 && (this.#hasLeftRing || !this.#stream.isInRing(this.#position + 1));
  }

  get position(): number {
    return this.#position;
  }

  get isWaiting(): boolean {
    return this.#calls.length > 0;
  }

  call(maxItems: number): void {
    this.#calls.push(maxItems);
    if (this.#calls.length === 1) this.answer();
    if (this.isWaiting) this.#stream.parked.add(this);
  }

  answer(): void {
    while (this.#calls.length > 0) {
      const items = this.#take(this.#calls[0]!);
      if (items.length === 0 && !this.#isOver) return;
      this.answers.push(items);
      this.#calls.shift();
    }
  }

  leave(): void {
    this.#hasFailed = false;
    this.#release();
    this.answer();
  }

  #start(from: StartAt): void {
    const { head, options } = this.#stream;
    if (from === 'live') this.#position = head;
    else if (from === 'oldest') this.#position = this.#beforeNext(0);
    else if (from === 'replay') this.#position = this.#beforeNext(Math.max(0, head - options.replay));
    else this.#startAfter(from.afterId);
  }

  #startAfter(id: string): void {
    const { head, options } = this.#stream;
    const seq = Number(id.slice(options.epoch.length + 1));
    const isOurs = id === `${options.epoch}-${seq}` && seq <= head;
    this.#position = isOurs ? seq : head;
    if (isOurs) this.#expiredUpTo = this.#beforeNext(seq);
    else this.#reason = 'epoch';
  }

  #beforeNext(seq: number): number {
    let before = seq;
    while (before < this.#stream.head && !this.#stream.find(before + 1)) before++;
    return before;
  }

  #take(maxItems: number): string[] {
    const items: string[] = [];
    while (items.length < maxItems && !this.#isOver) {
      const item = this.#pull();
      const isAtEnd = item === undefined && this.lag === 0;
      this.#stream.flush();
      if (item !== undefined) items.push(item);
      if (this.onLag === 'close' && this.#isOverrun && this.#reason === undefined) this.#release();
      if (isAtEnd && this.#stream.ending) this.#endWithStream();
      if (item === undefined) break;
    }
    if (items.length > 0 || !this.#hasFailed) return items;
    this.#hasFailed = false;
    return ['failed'];
  }

  #endWithStream(): void {
    this.#release();
    this.#hasFailed = this.#stream.ending === 'failed';
  }

  #release(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stream.members.delete(this);
    this.#stream.parked.delete(this);
    this.#stream.forget();
    this.#stream.flush();
  }

  #pull(): string | undefined {
    if (this.#held) return this.#deliver(this.#held);
    if (this.#isDueSnapshot()) return this.#snapshot();
    const event = this.#seek();
    if (this.#reason && (event || this.#hasEventSinceGap)) return this.#gap(this.#reason, event);
    return event && this.#deliver(event);
  }

  #isDueSnapshot(): boolean {
    const isWanted = this.onLag === 'conflate' && this.lag > 0 && !this.#reason;
    return isWanted && !this.#stream.isInRing(this.#position + 1) && this.#stream.hasSeenAllAfter(this.#position);
  }

  #snapshot(): string {
    this.#position = this.#stream.head;
    this.#hasEventSinceGap = false;
    return showSnapshot(this.#stream.newest().filter(this.#passes), this.#stream.head);
  }

  /** The next event that can be had and passes; those that cannot be had are lost. */
  #seek(): ModelEvent | undefined {
    let isStart = true;
    while (this.#position < this.#stream.head) {
      const seq = ++this.#position;
      if (isStart) this.#hasLeftRing = !this.#stream.isInRing(seq);
      const value = this.#stream.find(seq);
      isStart = value !== undefined;
      if (!value) this.#lose(seq);
      else if (this.#passes(value)) return { seq, value };
    }
    return undefined;
  }

  #lose(seq: number): void {
    this.#missed++;
    this.#reason ??= seq <= this.#expiredUpTo ? 'expired' : 'overrun';
    this.#isOverrun ||= seq > this.#expiredUpTo;
  }

  /** The event behind a gap is held, whatever happens to it until the next call. */
  #gap(reason: string, event: ModelEvent | undefined): string {
    const gap = `${reason} ${this.#missed}`;
    this.#stream.gaps++;
    this.#missed = 0;
    this.#reason = undefined;
    this.#hasEventSinceGap = false;
    this.#held = event;
    if (event) this.#position = event.seq - 1;
    return gap;
  }

  #deliver(event: ModelEvent): string {
    this.#held = undefined;
    this.#position = event.seq;
    this.#hasEventSinceGap = true;
    return showEvent(event.seq, event.value);
  }
}
