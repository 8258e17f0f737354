/** Stands in the place of `better-sqlite3` in a server whose work is counted. */
import BetterSqlite3 from 'better-sqlite3';
import { countWork } from './count-work.ts';

/** The driver, told to tell of each statement. It is imported as the driver is. */
export default class CountingDriver extends BetterSqlite3 {
  constructor(file: string, options: BetterSqlite3.Options = {}) {
    super(file, { ...options, verbose: () => countWork('statements') });
  }
}
