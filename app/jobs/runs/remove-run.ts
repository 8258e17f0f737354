import type { JobTables } from './job-tables.ts';
import type { RunRow } from './run-row.ts';

/** Removes a run with its lines. In a write transaction. */
export function removeRun(tables: JobTables, { id, nextLine, lineBytes }: RunRow): void {
  tables.line.removeThrough.run(id, nextLine);
  tables.clock.addBytes.run(-lineBytes);
  tables.run.remove.run(id);
}
