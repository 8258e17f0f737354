import type { AsyncLocalStorage } from 'node:async_hooks';
import { findOuter } from '../../app/scope/find-outer.ts';
import type { HookRunner } from '../../app/scope/hooks.ts';
import { LeaseQueue } from '../../app/scope/lease-queue.ts';
import type { ScopeOpener } from '../../app/scope/scope-runner.ts';
import type { UnitOfWork } from '../../app/scope/unit-of-work.ts';
import type { TransactionCall } from './call.ts';
import type { Connection } from './contract.ts';
import { beginSnapshot } from './control.ts';
import { ReaderBusyError, ReadOnlyScopeError } from './errors.ts';
import { TransactionScope } from './transaction-scope.ts';
import { JoinedUnit, SavepointUnit, TransactionUnit } from './units.ts';
import type { Writer } from './writer.ts';

export type ScopeStorage = AsyncLocalStorage<TransactionScope | undefined>;

/** Opens transactions as scopes: inside the caller's scope if it has one, else around a transaction of their own. */
export class TransactionOpener implements ScopeOpener<TransactionScope, TransactionCall> {
  readonly #storage: ScopeStorage;
  readonly #writer: Writer;
  readonly #snapshots: LeaseQueue<Connection>;
  readonly #hookRunner: HookRunner;
  #lastId = 0;

  constructor(storage: ScopeStorage, writer: Writer, snapshots: readonly Connection[], hookRunner: HookRunner) {
    this.#storage = storage;
    this.#writer = writer;
    this.#snapshots = new LeaseQueue(snapshots);
    this.#hookRunner = hookRunner;
  }

  /** Opens at once or throws: for sync functions, which can neither wait nor be waited for. */
  openNow(call: TransactionCall): TransactionScope {
    call.signal?.throwIfAborted();
    const outer = this.findOuter(call);
    if (outer) {
      if (!outer.isInSnapshot) outer.requireUsable();
      return this.openInside(outer, call);
    }
    if (call.access === 'snapshot') {
      const reader = this.#snapshots.tryTake(call.label);
      if (!reader) throw new ReaderBusyError(call.label);
      return this.#openSnapshot(reader, call);
    }
    this.#writer.beginNow(call.label);
    return this.openTransaction(call);
  }

  /** Opens as soon as it is this call's turn. */
  async open(call: TransactionCall): Promise<TransactionScope> {
    call.signal?.throwIfAborted();
    const outer = this.findOuter(call);
    if (outer) return outer.isInSnapshot ? this.openInside(outer, call) : this.#openInTurn(outer, call);
    if (call.access === 'snapshot') return this.#openSnapshot(await this.#snapshots.take(call), call);
    await this.#writer.begin(call);
    return this.openTransaction(call);
  }

  /** The scope that the caller stands in, after checking that `call` may nest in it. Throws when it has ended. */
  findOuter(call: TransactionCall): TransactionScope | undefined {
    const outer = findOuter(this.#storage.getStore(), call);
    if (call.access === 'write' && outer?.access === 'snapshot') throw new ReadOnlyScopeError(outer.label);
    return outer;
  }

  /** Over the writer, which has begun. */
  openTransaction(call: TransactionCall): TransactionScope {
    return this.#openOutermost(call, this.#writer.connection, isKept => this.#writer.end(isKept));
  }

  openInside(
    outer: TransactionScope,
    call: TransactionCall,
    depth = outer.depth + 1,
    giveBack?: () => void,
  ): TransactionScope {
    return new TransactionScope({
      id: ++this.#lastId,
      depth,
      call,
      held: outer.held,
      unit: createUnit(outer, call, depth),
      hookRunner: this.#hookRunner,
      parent: outer,
      giveBack,
    });
  }

  close(reason: unknown): void {
    this.#writer.close(reason);
    this.#snapshots.close(reason);
  }

  async #openInTurn(outer: TransactionScope, call: TransactionCall): Promise<TransactionScope> {
    const endTurn = await outer.takeTurn(call);
    try {
      outer.requireUsable();
      return this.openInside(outer, call, undefined, endTurn);
    } catch (error) {
      endTurn();
      throw error;
    }
  }

  #openSnapshot(reader: Connection, call: TransactionCall): TransactionScope {
    const giveBack = () => this.#snapshots.release(reader);
    try {
      this.#snapshots.requireOpen(); // the database may have closed between the grant and here
      beginSnapshot(reader);
    } catch (error) {
      giveBack();
      throw error;
    }
    return this.#openOutermost(call, reader, giveBack);
  }

  #openOutermost(call: TransactionCall, connection: Connection, giveBack: (isKept: boolean) => void): TransactionScope {
    return new TransactionScope({
      id: ++this.#lastId,
      depth: 0,
      call,
      held: connection,
      unit: new TransactionUnit(connection, call.label),
      hookRunner: this.#hookRunner,
      parent: undefined,
      giveBack,
    });
  }
}

function createUnit(outer: TransactionScope, call: TransactionCall, depth: number): UnitOfWork {
  const { held } = outer;
  if (call.access === 'snapshot') return new JoinedUnit(held, call.label, nothing);
  if (call.nested === 'join') return new JoinedUnit(held, call.label, cause => outer.setRollbackOnly(cause));
  return new SavepointUnit(held, call.label, depth);
}

function nothing(): void {}
