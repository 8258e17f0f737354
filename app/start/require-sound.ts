import { existsSync } from 'node:fs';
import { readSchemaOf } from '../../db/read-schema-of.ts';
import type { DataFiles } from './data-files.ts';

/**
 * Throws SQLite's error, with the path, when one of the databases that are there is none, or cannot be read. Before any thread is
 * started: then the process can end at once, and nobody else has begun with the rest.
 */
export function requireSound({ state, history, logs, images, events, jobs }: DataFiles): void {
  for (const path of [state, history, logs, images, events, jobs]) if (existsSync(path)) readSchemaOf(path);
}
