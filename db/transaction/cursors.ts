import type { Connection } from './contract.ts';

const open = new WeakMap<Connection, Set<() => void>>();

/** What cuts off each cursor that stands open on a connection: whoever opens one adds it, and deletes it when it is through. */
export function cursorsOf(connection: Connection): Set<() => void> {
  const cursors = open.get(connection) ?? new Set();
  open.set(connection, cursors);
  return cursors;
}

/** Ends what was left open: better-sqlite3 neither commits nor rolls back under an open cursor. */
export function closeCursors(connection: Connection): void {
  const cursors = open.get(connection);
  for (const cut of cursors ?? []) cut();
  cursors?.clear();
}
