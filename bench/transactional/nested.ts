import { printTable } from '../print-table.ts';
import { cpuNs } from './cpu-ns.ts';
import { openFiles } from './open-files.ts';

const CALLS = 20_000;

/** A sync call inside a scope: what the wrapper adds to the savepoint that any nested transaction needs. */
export function benchNested(): void {
  const files = openFiles('NORMAL');
  const { transactional } = files.openOurs();
  const plain = files.openPlain(0);
  const body = () => {};
  const savepoint = transactional(body);
  const join = transactional(body, { nested: 'join' });
  const [begin, release] = [plain.prepare('SAVEPOINT s'), plain.prepare('RELEASE s')];
  const native = plain.transaction(body);

  const inScope = (work: () => void) => transactional.run(() => cpuNs(CALLS, work));
  const inTransaction = (work: () => void) => plain.transaction(() => cpuNs(CALLS, work))();
  const savepointNs = inTransaction(() => {
    begin.run();
    body();
    release.run();
  });
  const rows = [
    ['SAVEPOINT and RELEASE by hand', savepointNs],
    ["better-sqlite3's nested transaction()", inTransaction(native)],
    ['ours, savepoint', inScope(savepoint)],
    ["ours, nested: 'join'", inScope(join)],
  ] as const;
  files.remove();
  printTable(
    'A nested sync call, CPU time',
    ['call', 'µs', 'µs over SAVEPOINT'],
    rows.map(([name, ns]) => [name, (ns / 1000).toFixed(2), Math.max(0, (ns - savepointNs) / 1000).toFixed(2)]),
  );
}
