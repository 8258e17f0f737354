import type { Claim } from '../app/testing/claim.ts';
import { batchClaims } from './transaction/testing/tck-batch.ts';
import { crashClaims } from './transaction/testing/tck-crash.ts';
import { type Implementation, openTckDatabase, type TckTable } from './transaction/testing/tck-database.ts';
import { endsClaims } from './transaction/testing/tck-ends.ts';
import { generatorsClaims } from './transaction/testing/tck-generators.ts';
import { hooksClaims } from './transaction/testing/tck-hooks.ts';
import { isolationClaims } from './transaction/testing/tck-isolation.ts';
import { kindsClaims } from './transaction/testing/tck-kinds.ts';
import { limitsClaims } from './transaction/testing/tck-limits.ts';
import { loopClaims } from './transaction/testing/tck-loop.ts';
import { nestingClaims } from './transaction/testing/tck-nesting.ts';
import { snapshotsClaims } from './transaction/testing/tck-snapshots.ts';

export type { Implementation } from './transaction/testing/tck-database.ts';

const TABLES: readonly TckTable[] = [
  kindsClaims,
  isolationClaims,
  nestingClaims,
  endsClaims,
  limitsClaims,
  hooksClaims,
  crashClaims,
  batchClaims,
  generatorsClaims,
  snapshotsClaims,
  loopClaims,
];

/**
 * Conformance suite for `transactional` over a file database: invariants A1 to A28, seen from outside only, through the public
 * surface, a second connection and other processes. Bound to no test runner: `testClaims(subject, transactionalTck(implementation))`.
 */
export function transactionalTck(implementation: Implementation): readonly Claim[] {
  return TABLES.flatMap(table => Object.entries(table)).map(([name, check]) => ({
    name,
    run: context => check({ context, open: options => openTckDatabase(implementation, context, options) }),
  }));
}
