import { createHash } from 'node:crypto';
import type { DashboardDefinition } from '../definition.ts';
import type { Dashboard } from '../store.ts';
import type { Agreement } from './agreement-store.ts';
import type { FolderFile } from './read-folder.ts';
import { type Standing, standingOf } from './standing-of.ts';

/** A dashboard and its file. */
export interface FiledBoard {
  readonly slug: string;
  /** Name in the folder. */
  readonly file: string;
  readonly standing: Standing;
  /** Undefined: it was deleted. */
  readonly mine: Dashboard | undefined;
  /** Undefined: the file is gone. */
  readonly theirs: DashboardDefinition | undefined;
  /** Of the file as it was looked at. */
  readonly stamp: string | undefined;
  /** Names exactly this pair: a decision about another one is not carried out. */
  readonly seen: string;
}

export interface FiledSides {
  readonly slug: string;
  readonly mine: Dashboard | undefined;
  readonly file: FolderFile | undefined;
  readonly agreement: Agreement | undefined;
}

/** Undefined: there is neither the one nor the other. */
export function filedBoard({ slug, mine, file, agreement }: FiledSides): FiledBoard | undefined {
  const theirs = file?.read.ok ? file.read.definition : undefined;
  const standing = standingOf({ mine: mine?.definition, theirs, agreed: agreement?.definition });
  const name = file?.file ?? agreement?.file;
  if (!standing || name === undefined) return undefined;
  return { slug, file: name, standing, mine, theirs, stamp: file?.stamp, seen: seenOf(mine, file?.stamp) };
}

/** Of a dashboard and what its file was when both were looked at. */
export function seenOf(mine: Dashboard | undefined, stamp: string | undefined): string {
  const both = `${mine?.version ?? 'none'} ${mine?.updatedMs ?? ''} ${stamp ?? 'none'}`;
  return createHash('sha256').update(both).digest('base64url').slice(0, 22);
}
