import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything Telltale keeps, below one folder. */
export interface DataFiles {
  readonly state: string;
  readonly history: string;
  readonly logs: string;
  readonly events: string;
  readonly jobs: string;
  readonly images: string;
  /** The first write token, for the command line and the owner's Inbox. */
  readonly writeToken: string;
}

/** Their names, without the folder. */
export const DATA_FILE_NAMES: DataFiles = {
  state: 'state.db',
  history: 'history.db',
  logs: 'logs.db',
  events: 'events.db',
  jobs: 'jobs.db',
  images: 'images.db',
  writeToken: 'write-token',
};

/** The files of a data folder, which is made, readable by its owner only, when it is not there. */
export function dataFiles(folder: string): DataFiles {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    state: join(folder, DATA_FILE_NAMES.state),
    history: join(folder, DATA_FILE_NAMES.history),
    logs: join(folder, DATA_FILE_NAMES.logs),
    events: join(folder, DATA_FILE_NAMES.events),
    jobs: join(folder, DATA_FILE_NAMES.jobs),
    images: join(folder, DATA_FILE_NAMES.images),
    writeToken: join(folder, DATA_FILE_NAMES.writeToken),
  };
}

/** Where dashboards lie as files, below a data folder. It is made when the first one is written. */
export function dashboardsFolder(dataDir: string): string {
  return join(dataDir, 'dashboards');
}
