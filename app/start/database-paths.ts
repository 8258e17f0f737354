import type { DataFiles } from './data-files.ts';

/** Where each database lies, by the name of its file. */
export function databasePaths(files: DataFiles): Readonly<Record<string, string>> {
  const { state, history, logs, events, jobs, images } = files;
  return {
    'state.db': state,
    'history.db': history,
    'logs.db': logs,
    'events.db': events,
    'jobs.db': jobs,
    'images.db': images,
  };
}
