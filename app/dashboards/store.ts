import { eq, sql } from '../../db/drizzle.ts';
import { dashboard } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import { DashboardDefinition, MAX_PANELS } from './definition.ts';
import { applyChange, inverted } from './kept/apply-change.ts';
import { boardChange } from './kept/board-change.ts';
import type { Author, ByMachine, EditBy } from './kept/edit-by.ts';
import { createSteps, type Step } from './kept/steps.ts';
import { createVersions } from './kept/versions.ts';
import { type NewPanel, withPanel } from './with-panel.ts';

export const MAX_DASHBOARDS = 1000;

export interface Dashboard {
  readonly slug: string;
  readonly definition: DashboardDefinition;
  /** Grows by one with every change. */
  readonly version: number;
  readonly updatedMs: number;
}

/** What became of an undo or a redo. */
export interface Undone {
  /** What was done once: `moved “CPU”`. */
  readonly words: string;
  /** What somebody has changed since, and stays as it is: `“CPU”`. */
  readonly stayed: readonly string[];
}

export type DashboardStore = ReturnType<typeof createDashboardStore>;

/** Dashboards by slug. Definitions are checked on the way in and on the way out. */
export function createDashboardStore(state: State, now: () => number) {
  const { db, transactional, outbox } = state;
  const versions = createVersions(state);
  const steps = createSteps(state, now);
  const find = (slug: string) => {
    const row = db.select().from(dashboard).where(eq(dashboard.slug, slug)).get();
    return row && toDashboard(row);
  };

  return {
    find,

    /** Which version is kept now; undefined: there is no such dashboard. */
    versionOf: (slug: string): number | undefined =>
      db.select({ version: dashboard.version }).from(dashboard).where(eq(dashboard.slug, slug)).get()?.version,

    freeSlug,

    /** What dashboards were before. Naming one is for `nameVersion`. */
    versions: { list: versions.list, find: versions.find },

    nameVersion: transactional(function nameVersion(slug: string, id: number, name: string) {
      return versions.rename(slug, id, name);
    }),

    /** What this person can undo and redo, in words. */
    undoable: (
      slug: string,
      who: string,
    ): { readonly undo?: string | undefined; readonly redo?: string | undefined } => ({
      undo: steps.toUndo(slug, who)?.words,
      redo: steps.toRedo(slug, who)?.words,
    }),

    /** Undefined: there is nothing to undo. */
    undo: transactional(function undoEdit(slug: string, author: Author): Undone | undefined {
      return goBackWithTwin(slug, author, true);
    }),

    /** Undefined: nothing was undone, or something else was done since. */
    redo: transactional(function redoEdit(slug: string, author: Author): Undone | undefined {
      return goBackWithTwin(slug, author, false);
    }),

    /** What links to them need. */
    links: () =>
      db.select({ slug: dashboard.slug, title: dashboard.title }).from(dashboard).orderBy(dashboard.id).all(),

    /** What tells whether a dashboard is still as it was read, in the order of the list. */
    stamps: () =>
      db
        .select({ id: dashboard.id, slug: dashboard.slug, version: dashboard.version, updatedMs: dashboard.updatedMs })
        .from(dashboard)
        .orderBy(dashboard.id)
        .all(),

    list: (): Dashboard[] => db.select().from(dashboard).orderBy(dashboard.id).all().map(toDashboard),

    /** Keeps a new dashboard under a slug made of its title. Undefined: there are as many as may be, and nothing was kept. */
    create: transactional(function createDashboard(
      definition: DashboardDefinition,
      slug = freeSlug(slugOf(definition.title)),
      author?: Author,
    ): Dashboard | undefined {
      const checked = DashboardDefinition.parse(definition);
      if (db.select({ n: sql<number>`count(*)` }).from(dashboard).get()!.n >= MAX_DASHBOARDS) return undefined;
      const at = now();
      const row = {
        slug,
        title: checked.title,
        definition: JSON.stringify(checked),
        version: 1,
        createdMs: at,
        updatedMs: at,
      };
      db.insert(dashboard).values(row).run();
      const made = { slug, definition: checked, version: 1, updatedMs: at };
      versions.keep(undefined, made, author);
      outbox.announce('dashboard', slug);
      return made;
    }),

    /** Undefined: there is no such dashboard, or it has as many panels as it may have. */
    addPanel: transactional(function addPanel(slug: string, panel: NewPanel, author?: Author): Dashboard | undefined {
      const known = find(slug);
      if (!known || known.definition.panels.length >= MAX_PANELS) return undefined;
      const by = author && { author, words: `Added “${panel.title}”` };
      return changeBy(known, withPanel(known.definition, panel), by);
    }),

    /**
     * Changes a dashboard as it is now, whoever changed it meanwhile: `next` is given the newest definition and touches only what it is about, so
     * that changes of several people to different panels all stand. Undefined: there is no such dashboard, or `next` has found nothing to change.
     * Who it was by can undo it.
     */
    edit: transactional(function editDashboard(
      slug: string,
      next: (definition: DashboardDefinition) => DashboardDefinition | undefined,
      by?: EditBy,
    ): Dashboard | undefined {
      const known = find(slug);
      const definition = known && next(known.definition);
      return known && definition && changeBy(known, definition, by);
    }),

    /** Puts another definition in the place of one that is at this version. Undefined: it is not, or not any more. Who it was by can undo it. */
    replace: transactional(function replaceDashboard(
      slug: string,
      definition: DashboardDefinition,
      version: number,
      by?: EditBy | ByMachine,
    ): Dashboard | undefined {
      const known = find(slug);
      return known?.version === version ? changeBy(known, definition, by) : undefined;
    }),

    remove: transactional(function removeDashboard(slug: string): boolean {
      const { changes } = db.delete(dashboard).where(eq(dashboard.slug, slug)).run();
      versions.forget(slug);
      steps.forget(slug);
      if (changes > 0) outbox.announce('dashboard', slug);
      return changes > 0;
    }),
  };

  /** What was moved from one dashboard to another goes back on both, as long as nothing was done on the other one since. */
  function goBackWithTwin(slug: string, author: Author, isUndo: boolean): Undone | undefined {
    const next = isUndo ? steps.toUndo : steps.toRedo;
    const step = next(slug, author.key);
    const twin = step?.change.twin;
    const other = twin === undefined ? undefined : next(twin, author.key);
    const isOther = other?.change.twin === slug && other.words === step?.words;
    if (twin !== undefined && isOther) goBack(twin, author, other, isUndo);
    return goBack(slug, author, step, isUndo);
  }

  function goBack(slug: string, author: Author, step: Step | undefined, isUndo: boolean): Undone | undefined {
    const known = find(slug);
    if (!known || !step) return undefined;
    const wanted = isUndo ? inverted(step.change) : step.change;
    const { definition, stayed } = applyChange(known.definition, wanted);
    change(known, definition, author);
    steps.mark(step.id, isUndo);
    return { words: step.words, stayed };
  }

  function changeBy(known: Dashboard, next: DashboardDefinition, by: EditBy | ByMachine | undefined): Dashboard {
    const changed = change(known, next, by?.author);
    if (by?.words !== undefined)
      steps.keep(known.slug, by, { ...boardChange(known.definition, changed.definition), twin: by.twin });
    return changed;
  }

  function change(known: Dashboard, next: DashboardDefinition, author?: Author): Dashboard {
    const { slug, version } = known;
    const definition = DashboardDefinition.parse(next);
    const { title } = definition;
    const changed = { title, definition: JSON.stringify(definition), version: version + 1, updatedMs: now() };
    db.update(dashboard).set(changed).where(eq(dashboard.slug, slug)).run();
    const result = { slug, definition, version: changed.version, updatedMs: changed.updatedMs };
    versions.keep(known, result, author);
    outbox.announce('dashboard', slug);
    return result;
  }

  /** A slug that no dashboard has, like this one. */
  function freeSlug(base: string): string {
    for (let n = 1; ; n++) {
      const slug = n === 1 ? base : `${base}-${n}`;
      if (!find(slug)) return slug;
    }
  }
}

const SLUG_MAX_CHARS = 60;

/** `Küche, oben` becomes `kuche-oben`; a title without Latin letters or digits becomes `dashboard`. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX_CHARS)
    .replace(/^-+|-+$/g, '');
  return slug || 'dashboard';
}

function toDashboard(row: typeof dashboard.$inferSelect): Dashboard {
  const definition = DashboardDefinition.parse(JSON.parse(row.definition));
  return { slug: row.slug, definition, version: row.version, updatedMs: row.updatedMs };
}
