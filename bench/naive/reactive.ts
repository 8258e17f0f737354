import type {
  EventItem,
  Item,
  ReactiveStream,
  ReactiveStreamOptions,
  SubscribeOptions,
  Subscription,
} from '../../app/stream/reactive.ts';

/**
 * What everybody writes first: a queue per subscriber, which `emit` puts every value into. It drains when closed, fails, filters
 * and can be aborted; it knows no bound, no loss, no replay, no history, and nobody ever waits for a subscriber.
 */
export function createQueuePerSubscriber<T>(_options: ReactiveStreamOptions<T>): ReactiveStream<T> {
  const queues = new Set<Queue<T>>();
  let head = 0;
  let end: End | undefined;
  const emit = (value: T): number => {
    if (end) throw new Error('The stream is closed.');
    const event: EventItem<T> = { kind: 'event', id: `naive-${++head}`, seq: head, value };
    for (const queue of queues) queue.push(event);
    return head;
  };
  const subscribe = ({ filter, signal }: SubscribeOptions<T> = {}): Subscription<T> => {
    const queue = new Queue<T>(filter, () => queues.delete(queue));
    queues.add(queue);
    signal?.addEventListener('abort', () => void queue.return(), { once: true });
    if (end) queue.end(end);
    return queue;
  };
  const finish = (how: End) => {
    end ??= how;
    for (const queue of queues) queue.end(end);
  };
  return {
    epoch: 'naive',
    get head() {
      return head;
    },
    get subscribers() {
      return queues.size;
    },
    emit,
    tryEmit: value => (end ? undefined : emit(value)),
    send: async value => emit(value),
    subscribe,
    [Symbol.asyncIterator]: () => subscribe(),
    close: () => finish({}),
    fail: error => finish({ error }),
    stats: () => ({ parked: 0, maxLag: Math.max(0, ...Array.from(queues, queue => queue.lag)), gaps: 0, ejected: 0 }),
  };
}

interface End {
  readonly error?: unknown;
}

interface Waiting<T> {
  resolve(result: IteratorResult<Item<T>>): void;
  reject(error: unknown): void;
}

class Queue<T> implements Subscription<T> {
  readonly #items: Item<T>[] = [];
  readonly #waiting: Waiting<T>[] = [];
  readonly #filter: ((value: T) => boolean) | undefined;
  readonly #onClosed: () => void;
  #end: End | undefined;
  closed = false;

  constructor(filter: ((value: T) => boolean) | undefined, onClosed: () => void) {
    this.#filter = filter;
    this.#onClosed = onClosed;
  }

  get lag(): number {
    return this.#items.length;
  }

  push(event: EventItem<T>): void {
    if (this.#filter && !this.#filter(event.value)) return;
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ done: false, value: event });
    else this.#items.push(event);
  }

  end(how: End): void {
    this.#end = how;
    for (const waiting of this.#waiting.splice(0)) this.next().then(waiting.resolve, waiting.reject);
  }

  async next(): Promise<IteratorResult<Item<T>>> {
    const item = this.#items.shift();
    if (item) return { done: false, value: item };
    if (this.closed) return { done: true, value: undefined };
    if (this.#end) return this.#finish(this.#end);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  async nextBatch(max = 256): Promise<readonly Item<T>[]> {
    const { value } = await this.next();
    return value ? [value, ...this.#items.splice(0, max - 1)] : [];
  }

  async return(): Promise<IteratorResult<Item<T>>> {
    this.#close();
    for (const waiting of this.#waiting.splice(0)) waiting.resolve({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  async throw(error?: unknown): Promise<IteratorResult<Item<T>>> {
    this.#close();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish({ error }: End): IteratorResult<Item<T>> {
    this.#close();
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  #close(): void {
    this.closed = true;
    this.#items.length = 0;
    this.#onClosed();
  }
}
