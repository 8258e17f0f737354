import { AsyncLocalStorage } from 'node:async_hooks';
import { ScopeRunner } from '../../app/scope/scope-runner.ts';
import { settleSync } from '../../app/scope/settle-sync.ts';
import { BatchLane } from './batch-lane.ts';
import type { TransactionCall } from './call.ts';
import type { Connection, Connections, Scope, WriterStats } from './contract.ts';
import { DatabaseClosedError, ReadOnlyScopeError, WriteOutsideScopeError } from './errors.ts';
import { TransactionOpener } from './transaction-opener.ts';
import type { TransactionScope } from './transaction-scope.ts';
import { Writer } from './writer.ts';

/** Runs function bodies in transactions, and tells each statement which connection is its own. */
export class TransactionRunner {
  readonly scopes: ScopeRunner<TransactionScope, TransactionCall>;
  readonly #storage = new AsyncLocalStorage<TransactionScope | undefined>();
  readonly #reader: Connection;
  readonly #writer: Writer;
  readonly #opener: TransactionOpener;
  readonly #batchLane: BatchLane;

  constructor(connections: Connections, report: (error: unknown) => void) {
    this.#reader = connections.reader;
    this.#writer = new Writer(connections.writer);
    const hookRunner = { report, detach: <R>(fn: () => R) => this.scopes.detach(fn) };
    this.#opener = new TransactionOpener(this.#storage, this.#writer, connections.snapshots, hookRunner);
    this.#batchLane = new BatchLane(this.#storage, this.#writer, this.#opener);
    this.scopes = new ScopeRunner(this.#storage, this.#opener);
  }

  /** Not an async function: each promise that is not made makes batching cheaper. */
  batch<R>(call: TransactionCall, body: (scope: Scope) => R): Promise<R> {
    try {
      return this.#opener.findOuter(call) ? this.#batchInside(call, body) : this.#batchLane.add(call, body);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  connection(intent: 'read' | 'write', sql?: string): Connection {
    const scope = this.#storage.getStore();
    if (scope) {
      scope.requireUsable();
      if (intent === 'write' && scope.access === 'snapshot') throw new ReadOnlyScopeError(scope.label);
      return scope.held;
    }
    if (intent === 'write') throw new WriteOutsideScopeError(sql);
    return this.#reader;
  }

  stats(): WriterStats {
    const stats = this.#writer.stats();
    return { ...stats, queued: stats.queued + this.#batchLane.waiting, groupSize: this.#batchLane.groupSize };
  }

  close(): void {
    const reason = new DatabaseClosedError();
    this.#opener.close(reason);
    this.#batchLane.close(reason);
    this.scopes.cancel(reason);
  }

  async #batchInside<R>(call: TransactionCall, body: (scope: Scope) => R): Promise<R> {
    return settleSync(this.#storage, await this.#opener.open(call), body);
  }
}
