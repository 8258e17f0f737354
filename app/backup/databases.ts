import { DATA_FILE_NAMES } from '../start/data-files.ts';

/** A database of the data folder, and how to ask it for the number of its newest commit or row. */
export interface BackedUpDatabase {
  readonly name: string;
  /** Its folder below `db/migrations`. */
  readonly migrations: string;
  readonly cursorSql: string;
  /** It came later: folders and backups of before have none. */
  readonly mayBeMissing?: boolean;
}

/** What refers comes before what it refers to: a dashboard is never newer than the series that it shows. */
export const DATABASES: readonly BackedUpDatabase[] = [
  {
    name: DATA_FILE_NAMES.state,
    migrations: 'state',
    cursorSql: 'select coalesce(max(seq), 0) as cursor from outbox',
  },
  { name: DATA_FILE_NAMES.logs, migrations: 'logs', cursorSql: 'select coalesce(max(seq), 0) as cursor from line' },
  {
    name: DATA_FILE_NAMES.events,
    migrations: 'events',
    cursorSql: 'select coalesce(max(seq), 0) as cursor from event',
    mayBeMissing: true,
  },
  {
    name: DATA_FILE_NAMES.jobs,
    migrations: 'jobs',
    cursorSql: 'select coalesce(max(id), 0) as cursor from run',
    mayBeMissing: true,
  },
  {
    name: DATA_FILE_NAMES.images,
    migrations: 'images',
    cursorSql: 'select coalesce(max(seq), 0) as cursor from moment',
    mayBeMissing: true,
  },
  { name: DATA_FILE_NAMES.history, migrations: 'history', cursorSql: 'select commit_number as cursor from meta' },
];
