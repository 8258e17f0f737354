import type { ClaimContext } from '../../../app/testing/claim.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../../database.ts';
import { openTckDatabase, type TckDatabase } from './tck-database.ts';

export interface TempDatabase extends Database, TckDatabase {
  readonly path: string;
}

/** A database of our own with the tables of the conformance suite, removed after the test. */
export function openTempDatabase(t: ClaimContext, options: Partial<DatabaseOptions> = {}): TempDatabase {
  let database: Database | undefined;
  const open = (path: string, all: DatabaseOptions) => {
    database = openDatabase(path, all);
    return database;
  };
  const tck = openTckDatabase({ open, module: new URL('../../database.ts', import.meta.url) }, t, options);
  return { ...database!, ...tck };
}
