import { setTimeout as delay } from 'node:timers/promises';
import { LeaseQueue, type LeaseRequest } from '../../app/scope/lease-queue.ts';
import { backoffMs } from './backoff.ts';
import type { Connection, WriterStats } from './contract.ts';
import { tryBeginWrite } from './control.ts';
import { AcquireTimeoutError, WriterBusyError } from './errors.ts';
import { WaitTimes } from './wait-times.ts';

const ELSEWHERE = 'another connection holds the write lock of the file';

/** The one write connection, lent to one transaction at a time: whoever has begun must `end`. */
export class Writer {
  readonly connection: Connection;
  readonly #leases: LeaseQueue<Connection>;
  readonly #waits = new WaitTimes();
  #commits = 0;
  #rollbacks = 0;

  constructor(connection: Connection) {
    this.connection = connection;
    this.#leases = new LeaseQueue([connection]);
  }

  get isHeld(): boolean {
    return this.#leases.holder !== undefined;
  }

  /** Begins at once or throws `WriterBusyError`. */
  beginNow(label: string): void {
    const { holder } = this.#leases;
    if (!this.#leases.tryTake(label)) throw new WriterBusyError(label, holder);
    try {
      if (!tryBeginWrite(this.connection)) throw new WriterBusyError(label, undefined);
    } catch (error) {
      this.#leases.release(this.connection);
      throw error;
    }
    this.#waits.add(0);
  }

  /** Waits in line and then for other connections to the file. Rejects with a `BusyError` or the signal's reason. */
  async begin(request: LeaseRequest): Promise<void> {
    const sinceMs = performance.now();
    await this.beginWhile(request, () => {
      request.signal?.throwIfAborted();
      const waitedMs = performance.now() - sinceMs;
      if (waitedMs > request.acquireTimeoutMs)
        throw new AcquireTimeoutError(request.label, waitedMs, undefined, ELSEWHERE);
      return true;
    });
    this.addWait(performance.now() - sinceMs);
  }

  /** The same, asking `isWanted` between two tries at a locked file, at most 32 ms apart. False: not wanted, nothing begun. */
  async beginWhile(request: LeaseRequest, isWanted: () => boolean): Promise<boolean> {
    await this.#leases.take(request);
    let hasBegun = false;
    try {
      for (let attempt = 0; !hasBegun && (attempt === 0 || isWanted()); attempt++) {
        if (attempt > 0) await delay(backoffMs(attempt));
        this.#leases.requireOpen();
        hasBegun = tryBeginWrite(this.connection);
      }
      return hasBegun;
    } finally {
      if (!hasBegun) this.#leases.release(this.connection);
    }
  }

  /** Counts the outcome and lets the next one begin. The transaction itself has ended before. */
  end(isCommitted: boolean): void {
    if (isCommitted) this.#commits++;
    else this.#rollbacks++;
    this.#leases.release(this.connection);
  }

  addWait(waitedMs: number): void {
    this.#waits.add(waitedMs);
  }

  stats(): Omit<WriterStats, 'groupSize'> {
    const { holder, waiting } = this.#leases;
    const counts = {
      queued: waiting,
      commits: this.#commits,
      rollbacks: this.#rollbacks,
      acquireP99Ms: this.#waits.p99Ms,
    };
    return holder ? { ...counts, heldBy: holder } : counts;
  }

  close(reason: unknown): void {
    this.#leases.close(reason);
  }
}
