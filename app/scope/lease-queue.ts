import type { Holder } from './contract.ts';
import { AcquireTimeoutError, QueueFullError } from './errors.ts';
import { limit } from './limit.ts';

export interface LeaseRequest {
  readonly label: string;
  readonly acquireTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** False: `holder` tells no stack. Taking one costs more than a short use of the resource. */
  readonly isTraced?: boolean;
}

interface Waiter<Resource> {
  readonly request: LeaseRequest;
  readonly trace: Error | undefined;
  grant(resource: Resource): void;
  refuse(reason: unknown): void;
}

interface Tenancy {
  readonly label: string;
  readonly sinceMs: number;
  readonly trace: Error | undefined;
}

/** Calls that may wait at once; the next one is refused with `QueueFullError`. */
const MAX_WAITING = 10_000;

/** Lends a few resources to many, first come, first served. A resource goes from hand to hand without being idle between. */
export class LeaseQueue<Resource> {
  readonly #idle: Resource[];
  readonly #tenancies = new Map<Resource, Tenancy>();
  readonly #waiting = new Set<Waiter<Resource>>();
  #closed: { readonly reason: unknown } | undefined;

  constructor(resources: readonly Resource[]) {
    this.#idle = [...resources];
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Who has had a resource for the longest time. */
  get holder(): Holder | undefined {
    const [tenancy] = this.#tenancies.values();
    if (!tenancy) return undefined;
    return { label: tenancy.label, ms: performance.now() - tenancy.sinceMs, stack: tenancy.trace?.stack ?? '' };
  }

  /** An idle resource, or undefined. */
  tryTake(label: string, trace?: Error): Resource | undefined {
    this.requireOpen();
    const resource = this.#idle.pop();
    if (resource !== undefined) this.#lend(resource, label, trace);
    return resource;
  }

  /** Waits for a resource. Rejects with `AcquireTimeoutError`, `QueueFullError`, or the reason of the signal or of `close`. */
  async take(request: LeaseRequest): Promise<Resource> {
    request.signal?.throwIfAborted();
    const trace = request.isTraced === false ? undefined : new Error('held from here');
    const resource = this.tryTake(request.label, trace);
    if (resource !== undefined) return resource;
    if (this.#waiting.size >= MAX_WAITING) throw new QueueFullError(request.label, MAX_WAITING);
    return this.#wait(request, trace);
  }

  release(resource: Resource): void {
    this.#tenancies.delete(resource);
    const [next] = this.#waiting;
    if (!next) {
      this.#idle.push(resource);
      return;
    }
    this.#lend(resource, next.request.label, next.trace);
    next.grant(resource);
  }

  requireOpen(): void {
    if (this.#closed) throw this.#closed.reason;
  }

  /** Refuses all who wait and all who come. Lent resources stay with their holders. */
  close(reason: unknown): void {
    this.#closed ??= { reason };
    for (const waiter of this.#waiting) waiter.refuse(reason);
  }

  #lend(resource: Resource, label: string, trace: Error | undefined): void {
    this.#tenancies.set(resource, { label, trace, sinceMs: performance.now() });
  }

  #wait(request: LeaseRequest, trace: Error | undefined): Promise<Resource> {
    const sinceMs = performance.now();
    const timeoutError = () => new AcquireTimeoutError(request.label, performance.now() - sinceMs, this.holder);
    return new Promise((resolve, reject) => {
      const leaveWith = <T>(settle: (value: T) => void) => {
        return (value: T) => {
          this.#waiting.delete(waiter);
          stopWatching();
          settle(value);
        };
      };
      const waiter: Waiter<Resource> = { request, trace, grant: leaveWith(resolve), refuse: leaveWith(reject) };
      const limits = { timeoutMs: request.acquireTimeoutMs, signal: request.signal };
      const stopWatching = limit(limits, waiter.refuse, timeoutError);
      this.#waiting.add(waiter);
    });
  }
}
