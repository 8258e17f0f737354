import type { Call } from '../../app/scope/contract.ts';
import type { Access, TransactionalOptions } from './contract.ts';

export interface TransactionCall extends Call {
  readonly access: Access;
  readonly nested: NonNullable<TransactionalOptions['nested']>;
}

const ACQUIRE_TIMEOUT_MS = 2_000;
const HOLD_TIMEOUT_MS: Record<Access, number> = { write: 1_000, snapshot: 10_000 };

/** What one call of a transactional function asks for: its options with every default filled in. `name` is the function's. */
export function createCall(name: string, options: TransactionalOptions): TransactionCall {
  const access = options.access ?? 'write';
  return {
    access,
    label: options.label ?? (name || 'anonymous'),
    nested: options.nested ?? 'savepoint',
    acquireTimeoutMs: options.acquireTimeoutMs ?? ACQUIRE_TIMEOUT_MS,
    holdTimeoutMs: options.holdTimeoutMs ?? HOLD_TIMEOUT_MS[access],
    signal: options.signal,
  };
}
