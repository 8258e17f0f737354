import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything Telltale keeps, below one folder. */
export interface DataFiles {
  readonly state: string;
  readonly history: string;
  readonly logs: string;
  /** The first write token, for the command line and the owner's Inbox. */
  readonly writeToken: string;
}

/** The files of a data folder, which is made, readable by its owner only, when it is not there. */
export function dataFiles(folder: string): DataFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    state: join(folder, 'state.db'),
    history: join(folder, 'history.db'),
    logs: join(folder, 'logs.db'),
    writeToken: join(folder, 'write-token'),
  };
}
