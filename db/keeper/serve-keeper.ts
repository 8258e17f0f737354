import { type MessagePort, parentPort, type Transferable } from 'node:worker_threads';
import type { CallArgs, Calls, CallValue } from './calls.ts';
import { type FromKeeper, type ToKeeper, toErrorMessage } from './messages.ts';
import { Moved } from './moved.ts';
import { publishEvent } from './publish-event.ts';

/** How long calls are begun before the thread looks at its messages again, where the next cancellation may wait. */
export const TURN_MS = 5;

/** One function per call, with the signal of the call before its arguments. May be async; a throw is the caller's error. */
export type KeeperHandlers<C extends Calls<C>> = {
  readonly [N in keyof C]: (signal: AbortSignal, ...args: CallArgs<C[N]>) => Answer<CallValue<C[N]>>;
};

type Answer<Value> = Value | Moved<Value> | Promise<Value | Moved<Value>>;

export interface ServedKeeper<Event> {
  /** `publishEvent`, typed. */
  publish(event: Event): void;
  /** Answers another thread too, over the other end of a channel. It holds nothing back at the end: its owner closes first. */
  serve(port: MessagePort): void;
}

/**
 * The worker's end of `startKeeper`: begins calls in the order they came, and drops those cancelled before their turn.
 * When the owner closes, everything accepted is answered first, then `close` runs, then the thread ends.
 */
export function serveKeeper<C extends Calls<C>, Event = never>(
  handlers: KeeperHandlers<C>,
  close: () => void | Promise<void>,
): ServedKeeper<Event> {
  if (!parentPort) throw new Error('serveKeeper runs in a worker only: start this module with startKeeper.');
  const port = parentPort;
  const post: Post = (message, transfer = []) => port.postMessage(message, transfer);
  const desk = new Desk(handlers as Handlers, post, async () => {
    await close();
    port.close();
  });
  post({ kind: 'loaded' });
  port.on('message', (message: ToKeeper) => desk.receive(message));
  return {
    publish: publishEvent,
    serve: other => {
      const line = new Desk(
        handlers as Handlers,
        (message, transfer = []) => other.postMessage(message, transfer),
        async () => other.close(),
      );
      other.on('message', (message: ToKeeper) => line.receive(message));
      other.unref();
    },
  };
}

type Post = (message: FromKeeper, transfer?: readonly Transferable[]) => void;
type Handlers = Readonly<Record<string, (signal: AbortSignal, ...args: readonly unknown[]) => unknown>>;
type Call = Extract<ToKeeper, { kind: 'call' }>;

class Desk {
  readonly #handlers: Handlers;
  readonly #post: Post;
  readonly #close: () => Promise<void>;
  /** Every call without an answer; the main thread bounds how many there are. */
  readonly #open = new Map<number, AbortController>();
  #waiting: Call[] = [];
  #isClosing = false;

  constructor(handlers: Handlers, post: Post, close: () => Promise<void>) {
    this.#handlers = handlers;
    this.#post = post;
    this.#close = close;
  }

  receive(message: ToKeeper): void {
    switch (message.kind) {
      case 'call':
        this.#open.set(message.id, new AbortController());
        if (this.#waiting.push(message) === 1) setImmediate(() => this.#turn());
        break;
      case 'cancel':
        this.#open.get(message.id)?.abort();
        break;
      case 'close':
        this.#isClosing = true;
        this.#closeWhenDone();
    }
  }

  #turn(): void {
    const endMs = performance.now() + TURN_MS;
    let begun = 0;
    while (begun < this.#waiting.length && performance.now() < endMs) void this.#answer(this.#waiting[begun++]!);
    this.#waiting = this.#waiting.slice(begun);
    if (this.#waiting.length > 0) setImmediate(() => this.#turn());
  }

  async #answer({ id, name, args }: Call): Promise<void> {
    const { signal } = this.#open.get(id)!;
    try {
      signal.throwIfAborted();
      const answer = await this.#handler(name)(signal, ...args);
      if (answer instanceof Moved) this.#post({ kind: 'value', id, value: answer.value }, answer.transfer);
      else this.#post({ kind: 'value', id, value: answer });
    } catch (error) {
      this.#post({ kind: 'error', id, error: toErrorMessage(error) });
    }
    this.#open.delete(id);
    this.#closeWhenDone();
  }

  #handler(name: string) {
    const handler = this.#handlers[name];
    if (!handler) throw new Error(`No handler is named ${name}: give one to serveKeeper.`);
    return handler;
  }

  #closeWhenDone(): void {
    if (!this.#isClosing || this.#open.size > 0) return;
    this.#isClosing = false;
    // A failing close ends the thread as an unhandled rejection, which the owner sees as the failure.
    void this.#close();
  }
}
