import { AsyncLocalStorage } from 'node:async_hooks';
import { BatchLane } from './batch-lane.ts';
import type { Call } from './call.ts';
import type { Connection, Connections, Scope, WriterStats } from './contract.ts';
import { DatabaseClosedError, ReadOnlyScopeError, WriteOutsideScopeError } from './errors.ts';
import { generate } from './generate.ts';
import type { TransactionScope } from './scope.ts';
import { ScopeOpener } from './scope-opener.ts';
import { settleAsync } from './settle-async.ts';
import { settleSync } from './settle-sync.ts';
import type { Cancels } from './watch-hold.ts';
import { Writer } from './writer.ts';

type Body<R> = (scope: Scope) => R;

/** Runs function bodies in scopes, one way for each kind of function, and knows in which scope the calling code stands. */
export class ScopeRunner {
  readonly #storage = new AsyncLocalStorage<TransactionScope | undefined>();
  readonly #cancels: Cancels = new Set();
  readonly #reader: Connection;
  readonly #writer: Writer;
  readonly #opener: ScopeOpener;
  readonly #batchLane: BatchLane;

  constructor(connections: Connections, report: (error: unknown) => void) {
    this.#reader = connections.reader;
    this.#writer = new Writer(connections.writer);
    const hookRunner = { report, detach: <R>(fn: () => R) => this.detach(fn) };
    this.#opener = new ScopeOpener(this.#storage, this.#writer, connections.snapshots, hookRunner);
    this.#batchLane = new BatchLane(this.#storage, this.#writer, this.#opener);
  }

  sync<R>(call: Call, body: Body<R>): R {
    return settleSync(this.#storage, this.#opener.openNow(call), body);
  }

  async async<R>(call: Call, body: Body<R>): Promise<Awaited<R>> {
    return settleAsync(this.#storage, this.#cancels, await this.#opener.open(call), call, body);
  }

  generator<T, R, N>(call: Call, start: Body<AsyncGenerator<T, R, N>>): AsyncGenerator<T, R, N> {
    return generate(this.#storage, this.#cancels, call, () => this.#opener.open(call), start);
  }

  async batch<R>(call: Call, body: Body<R>): Promise<R> {
    if (!this.#opener.findOuter(call)) return this.#batchLane.add(call, body);
    return settleSync(this.#storage, await this.#opener.open(call), body);
  }

  current(): TransactionScope | undefined {
    const scope = this.#storage.getStore();
    return scope?.isOpen ? scope : undefined;
  }

  detach<R>(fn: () => R): R {
    return this.#storage.run(undefined, fn);
  }

  connection(intent: 'read' | 'write'): Connection {
    const scope = this.#storage.getStore();
    if (scope) {
      scope.requireUsable();
      if (intent === 'write' && scope.access === 'snapshot') throw new ReadOnlyScopeError(scope.label);
      return scope.connection;
    }
    if (intent === 'write') throw new WriteOutsideScopeError();
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
    for (const cancel of this.#cancels) cancel(reason);
  }
}
