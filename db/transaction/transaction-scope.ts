import { OpenScope, type ScopeSetup } from '../../app/scope/open-scope.ts';
import type { TransactionCall } from './call.ts';
import type { Access, Connection, Scope } from './contract.ts';

interface TransactionSetup extends Omit<ScopeSetup<Connection>, 'call' | 'parent'> {
  readonly call: Pick<TransactionCall, 'label' | 'access' | 'signal'>;
  readonly parent: TransactionScope | undefined;
}

/** A scope around a connection. Writes form a stack; reads of one snapshot need no order. */
export class TransactionScope extends OpenScope<Connection> implements Scope {
  readonly access: Access;
  /** True if the outermost scope is a snapshot: nothing here can write. */
  readonly isInSnapshot: boolean;

  constructor(setup: TransactionSetup) {
    const isInSnapshot = setup.parent ? setup.parent.isInSnapshot : setup.call.access === 'snapshot';
    super(setup, !isInSnapshot);
    this.access = setup.call.access;
    this.isInSnapshot = isInSnapshot;
  }
}
