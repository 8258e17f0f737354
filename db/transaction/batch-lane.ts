import { limit } from '../../app/scope/limit.ts';
import { BatchTask } from './batch-task.ts';
import { createCall, type TransactionCall } from './call.ts';
import type { Scope } from './contract.ts';
import { AcquireTimeoutError, QueueFullError, ScopeDeadError } from './errors.ts';
import type { ScopeStorage, TransactionOpener } from './transaction-opener.ts';
import type { TransactionScope } from './transaction-scope.ts';
import type { Writer } from './writer.ts';

/** A group is cut at whichever comes first, so that the event loop stays responsive and a commit does not grow without bound. */
const MAX_GROUP_TASKS = 64;
const MAX_GROUP_MS = 5;

/** Tasks that may wait at once; the next one is refused with `QueueFullError`. */
const MAX_WAITING_TASKS = 10_000;

const GROUP_CALL = { ...createCall('batch group', { acquireTimeoutMs: Number.POSITIVE_INFINITY }), isTraced: false };

/** Group commit: whatever sync tasks are waiting run one after the other in one transaction, each in a savepoint, with one COMMIT. */
export class BatchLane {
  readonly #storage: ScopeStorage;
  readonly #writer: Writer;
  readonly #opener: TransactionOpener;
  readonly #waiting = new Set<BatchTask>();
  #isScheduled = false;
  /** Somebody else has the writer, or the file. */
  #isStuck = false;
  #groupSize = 0;

  constructor(storage: ScopeStorage, writer: Writer, opener: TransactionOpener) {
    this.#storage = storage;
    this.#writer = writer;
    this.#opener = opener;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Tasks in the newest group commit. */
  get groupSize(): number {
    return this.#groupSize;
  }

  /** Queues `body`; settles after the commit of its group. */
  add<R>(call: TransactionCall, body: (scope: Scope) => R): Promise<R> {
    call.signal?.throwIfAborted();
    if (this.#waiting.size >= MAX_WAITING_TASKS) throw new QueueFullError(call.label, MAX_WAITING_TASKS);
    return new Promise((resolve, reject) => {
      this.#enqueue(new BatchTask(toTaskCall(call), body, resolve as (value: unknown) => void, reject));
    });
  }

  close(reason: unknown): void {
    for (const task of this.#waiting) this.#refuse(task, reason);
  }

  #enqueue(task: BatchTask): void {
    this.#waiting.add(task);
    if (task.call.signal || this.#isStuck) this.#watch(task);
    this.#schedule();
  }

  /** Limits the wait for somebody else. Those who wait for their neighbours only are looked at in their turn, which is soon. */
  #watch(task: BatchTask): void {
    const { label, acquireTimeoutMs, signal } = task.call;
    const waitedMs = () => performance.now() - task.sinceMs;
    const timeoutError = () => new AcquireTimeoutError(label, waitedMs(), this.#writer.stats().heldBy);
    const limits = { timeoutMs: Math.max(0, acquireTimeoutMs - waitedMs()), signal };
    task.stopWatching = limit(limits, reason => this.#refuse(task, reason), timeoutError);
  }

  #refuse(task: BatchTask, reason: unknown): void {
    this.#dequeue(task);
    task.reject(reason);
  }

  #dequeue(task: BatchTask): void {
    this.#waiting.delete(task);
    task.stopWatching?.();
  }

  /** One group at a time, and after the input of this turn of the event loop: what arrives together commits together. */
  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    setImmediate(async () => {
      if (this.#writer.isHeld) this.#watchWaiting();
      await this.#runGroup();
      this.#isScheduled = false;
      this.#schedule();
    });
  }

  #watchWaiting(): void {
    this.#isStuck = true;
    for (const task of this.#waiting) if (!task.stopWatching) this.#watch(task);
  }

  async #runGroup(): Promise<void> {
    try {
      const isWanted = () => {
        this.#watchWaiting(); // somebody else has the file
        return this.#waiting.size > 0;
      };
      const hasBegun = await this.#writer.beginWhile(GROUP_CALL, isWanted);
      this.#isStuck = false;
      if (hasBegun) this.#commitGroup(this.#opener.openTransaction(GROUP_CALL));
    } catch (error) {
      this.close(error); // no transaction can begin: disk error, database closed
    }
  }

  #commitGroup(group: TransactionScope): void {
    const kept: BatchTask[] = [];
    try {
      this.#runTasks(group, kept);
      group.complete();
    } catch (error) {
      group.fail(error);
      for (const task of kept) task.reject(error);
      return;
    }
    for (const task of kept) task.resolve();
  }

  /** Runs tasks until the group is full. Collects those that went well, which now depend on the commit. */
  #runTasks(group: TransactionScope, kept: BatchTask[]): void {
    let nowMs = performance.now();
    const untilMs = nowMs + MAX_GROUP_MS;
    this.#groupSize = 0;
    for (const task of this.#waiting) {
      this.#dequeue(task);
      this.#groupSize++;
      if (this.#runTask(group, task, nowMs)) kept.push(task);
      nowMs = performance.now();
      if (this.#groupSize === MAX_GROUP_TASKS || nowMs >= untilMs) break;
    }
  }

  #runTask(group: TransactionScope, task: BatchTask, nowMs: number): boolean {
    const { label, acquireTimeoutMs } = task.call;
    const waitedMs = nowMs - task.sinceMs;
    this.#writer.addWait(waitedMs);
    try {
      if (waitedMs > acquireTimeoutMs)
        throw new AcquireTimeoutError(label, waitedMs, undefined, 'too many wait with it');
      task.run(this.#storage, this.#opener.openInside(group, task.call, 0));
      return true;
    } catch (error) {
      task.reject(error);
      // SQLite itself has rolled back, and with this task those before it
      if (!group.held.inTransaction) throw new ScopeDeadError(group.label, { cause: error });
      return false;
    }
  }
}

/** One task must never share another's fate. */
function toTaskCall(call: TransactionCall): TransactionCall {
  const isPlain = call.access === 'write' && call.nested === 'savepoint';
  return isPlain ? call : { ...call, access: 'write', nested: 'savepoint' };
}
