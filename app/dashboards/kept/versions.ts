import { and, desc, eq, lte, sql } from '../../../db/drizzle.ts';
import { dashboardVersion } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import type { DashboardDefinition } from '../definition.ts';
import type { Author } from './edit-by.ts';

/** Versions without a name that are kept of each dashboard; the oldest go first. */
export const MAX_UNNAMED = 100;
/** Versions that people named; when there are as many, another one is refused. */
export const MAX_NAMED = 50;
/** Of all versions without a name of one dashboard, as JSON; the oldest go first, and the newest stays. */
export const MAX_UNNAMED_CHARS = 16 * 1024 * 1024;
/** Changes of one person within this time are one version. */
const JOINED_MS = 60_000;

/** A dashboard as it was, as far as it is told in a list. */
export interface KeptVersion {
  readonly id: number;
  readonly version: number;
  readonly atMs: number;
  /** Who made it; undefined: the server, or a file. */
  readonly by: string | undefined;
  readonly name: string | undefined;
  /** JSON; what another version of the program wrote may not be understood any more. */
  readonly definition: string;
}

interface Changed {
  readonly slug: string;
  readonly version: number;
  readonly updatedMs: number;
  readonly definition: DashboardDefinition;
}

export type Versions = ReturnType<typeof createVersions>;

/** What dashboards were before. Write inside a transaction. */
export function createVersions({ db }: Pick<State, 'db'>) {
  const ofBoard = (slug: string) => eq(dashboardVersion.slug, slug);
  const unnamed = (slug: string) => and(ofBoard(slug), sql`${dashboardVersion.name} is null`)!;
  const newest = (slug: string) =>
    db.select().from(dashboardVersion).where(ofBoard(slug)).orderBy(desc(dashboardVersion.id)).limit(1).get();
  const find = (slug: string, id: number) =>
    db
      .select()
      .from(dashboardVersion)
      .where(and(ofBoard(slug), eq(dashboardVersion.id, id)))
      .get();

  const trim = (slug: string) => {
    const oldest = db.select().from(dashboardVersion).where(unnamed(slug)).orderBy(desc(dashboardVersion.id));
    const over = oldest.offset(MAX_UNNAMED).limit(1).get();
    if (over)
      db.delete(dashboardVersion)
        .where(and(unnamed(slug), lte(dashboardVersion.id, over.id)))
        .run();
    const sizes = db
      .select({ id: dashboardVersion.id, chars: sql<number>`length(${dashboardVersion.definition})` })
      .from(dashboardVersion)
      .where(unnamed(slug))
      .orderBy(desc(dashboardVersion.id))
      .all();
    let chars = 0;
    const tooMuch = sizes.find((version, i) => {
      chars += version.chars;
      return i > 0 && chars > MAX_UNNAMED_CHARS;
    });
    if (tooMuch)
      db.delete(dashboardVersion)
        .where(and(unnamed(slug), lte(dashboardVersion.id, tooMuch.id)))
        .run();
  };

  const insert = ({ slug, version, updatedMs, definition }: Changed, author: Author | undefined) => {
    const who = { who: author?.key ?? null, whoName: author?.name ?? null };
    const at = { begunMs: updatedMs, atMs: updatedMs };
    const row = { slug, version, ...at, ...who, name: null, definition: JSON.stringify(definition) };
    db.insert(dashboardVersion).values(row).run();
    trim(slug);
  };

  return {
    /** `before` is kept, too, where nothing was yet. */
    keep(before: Changed | undefined, after: Changed, author: Author | undefined): void {
      const last = newest(after.slug);
      if (!last && before) insert(before, undefined);
      const isJoined =
        last !== undefined &&
        last.name === null &&
        last.version > 1 &&
        last.who === (author?.key ?? null) &&
        after.updatedMs - last.begunMs < JOINED_MS;
      if (!isJoined) {
        insert(after, author);
        return;
      }
      const { version, updatedMs: atMs, definition } = after;
      const joined = { version, atMs, definition: JSON.stringify(definition) };
      db.update(dashboardVersion).set(joined).where(eq(dashboardVersion.id, last.id)).run();
    },

    /** Newest first. */
    list: (slug: string): KeptVersion[] =>
      db.select().from(dashboardVersion).where(ofBoard(slug)).orderBy(desc(dashboardVersion.id)).all().map(toVersion),

    find(slug: string, id: number): KeptVersion | undefined {
      const row = find(slug, id);
      return row && toVersion(row);
    },

    /** An empty name takes it away. `full`: there are as many named ones as may be. */
    rename(slug: string, id: number, name: string): 'done' | 'gone' | 'full' {
      const row = find(slug, id);
      if (!row) return 'gone';
      const named = and(ofBoard(slug), sql`${dashboardVersion.name} is not null`);
      const count = db.select({ n: sql<number>`count(*)` }).from(dashboardVersion).where(named).get()!.n;
      if (name !== '' && row.name === null && count >= MAX_NAMED) return 'full';
      db.update(dashboardVersion)
        .set({ name: name === '' ? null : name })
        .where(eq(dashboardVersion.id, id))
        .run();
      return 'done';
    },

    forget(slug: string): void {
      db.delete(dashboardVersion).where(ofBoard(slug)).run();
    },
  };
}

function toVersion({
  id,
  version,
  atMs,
  whoName,
  name,
  definition,
}: typeof dashboardVersion.$inferSelect): KeptVersion {
  return { id, version, atMs, by: whoName ?? undefined, name: name ?? undefined, definition };
}
