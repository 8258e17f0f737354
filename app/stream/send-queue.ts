import { setImmediate as turn } from 'node:timers/promises';

/** Calls of `send` that may wait at once; one more is refused. */
export const MAX_WAITING_SENDS = 1024;
/** Sends without waiting, after which the answer takes a turn of the event loop: one who does nothing but send starves no timer. */
const SENDS_PER_TURN = 1024;

export interface SendQueueOptions<T> {
  readonly maxBlockMs: number;
  /** False while a `block` subscriber would lose an event. */
  hasRoom(): boolean;
  publish(value: T): number;
  /** Called when senders got no further for `maxBlockMs`: whoever holds them up has to go. */
  ejectFull(): void;
}

/** Senders that wait for room, first come first served. */
export class SendQueue<T> {
  readonly #options: SendQueueOptions<T>;
  #waiting: WaitingSend<T>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sendsInTurn = 0;

  constructor(options: SendQueueOptions<T>) {
    this.#options = options;
  }

  /** True when a value may go out now without overtaking a sender. */
  get isOpen(): boolean {
    return this.#waiting.length === 0 && this.#options.hasRoom();
  }

  async send(value: T, signal: AbortSignal | undefined): Promise<number> {
    signal?.throwIfAborted();
    if (this.isOpen) return this.#publishNow(value);
    if (this.#waiting.length < MAX_WAITING_SENDS) return this.#wait(value, signal);
    throw new RangeError(`${MAX_WAITING_SENDS} calls of send() wait already; await them first.`);
  }

  /** Lets senders go on while there is room. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const before = this.#waiting.length;
    while (this.#waiting.length > 0 && this.#options.hasRoom()) this.#publish(this.#waiting.shift()!);
    if (this.#waiting.length < before) this.#setTimer();
  }

  rejectAll(error: unknown): void {
    const sends = this.#waiting.splice(0);
    for (const send of sends) {
      send.forgetSignal();
      send.reject(error);
    }
    this.#setTimer();
  }

  async #publishNow(value: T): Promise<number> {
    const seq = this.#options.publish(value);
    if (++this.#sendsInTurn < SENDS_PER_TURN) return seq;
    this.#sendsInTurn = 0;
    await turn();
    return seq;
  }

  #wait(value: T, signal: AbortSignal | undefined): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const onAbort = () => {
      this.#waiting.splice(this.#waiting.indexOf(send), 1);
      if (this.#waiting.length === 0) this.#setTimer();
      reject(signal?.reason);
    };
    const forgetSignal = () => signal?.removeEventListener('abort', onAbort);
    const send: WaitingSend<T> = { value, resolve, reject, forgetSignal };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#waiting.push(send);
    if (this.#waiting.length === 1) this.#setTimer();
    return promise;
  }

  #publish(send: WaitingSend<T>): void {
    send.forgetSignal();
    try {
      send.resolve(this.#options.publish(send.value));
    } catch (error) {
      send.reject(error);
    }
  }

  /** Starts anew at every step forward: a subscriber that is slow but reads is not ejected. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => this.#options.ejectFull(), this.#options.maxBlockMs);
  }
}

interface WaitingSend<T> {
  readonly value: T;
  resolve(seq: number): void;
  reject(error: unknown): void;
  forgetSignal(): void;
}
