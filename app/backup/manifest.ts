import { z } from 'zod';
import { DATA_FILE_NAMES } from '../start/data-files.ts';
import { DATABASES } from './databases.ts';
import { unusableBackup } from './unusable-backup.ts';

export const MANIFEST_NAME = 'manifest.json';

/** Grows when a program that knows only the format before could not restore a backup rightly. */
export const FORMAT = 1;

const Member = z.object({
  name: z.enum(Object.values(DATA_FILE_NAMES)),
  sizeBytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of a database: everything up to this number is in it, nothing after. Changes of state, lines of logs, commits of history. */
  cursor: z.int().min(0).optional(),
});

const Manifest = z.object({
  format: z.literal(FORMAT),
  createdAt: z.iso.datetime(),
  /** Of the program that made it. */
  version: z.string(),
  members: z.array(Member).refine(hasDatabases, 'a database is missing, or a file is named twice'),
});

/** What is in a backup: its first member, as JSON. */
export type Manifest = z.infer<typeof Manifest>;
export type Member = z.infer<typeof Member>;

/** @throws RefusedError when the text is no manifest that this program knows. */
export function parseManifest(text: string): Manifest {
  const json = toJson(text);
  const { data: newer } = z.object({ format: z.int().min(FORMAT + 1), version: z.string() }).safeParse(json);
  if (newer) throw unusableBackup(`was made by a newer Telltale, ${newer.version}: restore it with that one`);
  const { data, error } = Manifest.safeParse(json);
  if (!data) throw unusableBackup(`has a ${MANIFEST_NAME} that is none of Telltale's (${error.issues[0]?.message})`);
  return data;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hasDatabases(members: readonly { name: string }[]): boolean {
  const names = new Set(members.map(({ name }) => name));
  return names.size === members.length && DATABASES.every(({ name, isLater }) => isLater || names.has(name));
}
