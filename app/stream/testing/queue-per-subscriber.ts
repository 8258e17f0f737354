import { formatEventId } from '../event-id.ts';
import type { EventItem, Item, ReactiveStream, ReactiveStreamOptions, Subscription } from '../reactive.ts';

/**
 * What everybody writes first: an array per subscriber, filled by `emit`. It forgets replay, loss, failure and waiting
 * calls at the end. The conformance table must refuse it, and the benchmark compares with it.
 */
export function createQueuePerSubscriber<T>(_options: ReactiveStreamOptions<T>): ReactiveStream<T> {
  const queues = new Set<Queue<T>>();
  let head = 0;
  const emit = (value: T): number => {
    const event: EventItem<T> = { kind: 'event', id: formatEventId('naive', ++head), seq: head, value };
    for (const queue of queues) queue.push(event);
    return head;
  };
  const subscribe = (): Subscription<T> => {
    const queue = new Queue<T>(() => queues.delete(queue));
    queues.add(queue);
    return queue;
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
    tryEmit: emit,
    send: async value => emit(value),
    subscribe,
    [Symbol.asyncIterator]: subscribe,
    close: () => queues.forEach(queue => void queue.return()),
    fail: () => queues.forEach(queue => void queue.return()),
    stats: () => ({ parked: 0, maxLag: 0, gaps: 0, ejected: 0 }),
  };
}

class Queue<T> implements Subscription<T> {
  readonly #items: Item<T>[] = [];
  readonly #waiting: ((result: IteratorResult<Item<T>>) => void)[] = [];
  readonly #onReturn: () => void;
  closed = false;

  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  get lag(): number {
    return this.#items.length;
  }

  push(item: Item<T>): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting({ done: false, value: item });
    else this.#items.push(item);
  }

  next(): Promise<IteratorResult<Item<T>>> {
    const item = this.#items.shift();
    if (item) return Promise.resolve({ done: false, value: item });
    if (this.closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  async nextBatch(): Promise<readonly Item<T>[]> {
    const { value } = await this.next();
    return value ? [value, ...this.#items.splice(0)] : [];
  }

  async return(): Promise<IteratorResult<Item<T>>> {
    this.closed = true;
    this.#onReturn();
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
