import { eq, sql } from '../../db/drizzle.ts';
import { dashboard } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import { DashboardDefinition, MAX_PANELS } from './definition.ts';
import { type NewPanel, withPanel } from './with-panel.ts';

export const MAX_DASHBOARDS = 1000;

export interface Dashboard {
  readonly slug: string;
  readonly definition: DashboardDefinition;
  /** Grows by one with every change. */
  readonly version: number;
  readonly updatedMs: number;
}

export type DashboardStore = ReturnType<typeof createDashboardStore>;

/** Dashboards by slug. Definitions are checked on the way in and on the way out. */
export function createDashboardStore({ db, transactional, outbox }: State, now: () => number) {
  const find = (slug: string) => {
    const row = db.select().from(dashboard).where(eq(dashboard.slug, slug)).get();
    return row && toDashboard(row);
  };

  return {
    find,

    freeSlug,

    /** What links to them need. */
    links: () =>
      db.select({ slug: dashboard.slug, title: dashboard.title }).from(dashboard).orderBy(dashboard.id).all(),

    list: (): Dashboard[] => db.select().from(dashboard).orderBy(dashboard.id).all().map(toDashboard),

    /** Keeps a new dashboard under a slug made of its title. Undefined: there are as many as may be, and nothing was kept. */
    create: transactional(function createDashboard(
      definition: DashboardDefinition,
      slug = freeSlug(slugOf(definition.title)),
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
      outbox.announce('dashboard', slug);
      return { slug, definition: checked, version: 1, updatedMs: at };
    }),

    /** Undefined: there is no such dashboard, or it has as many panels as it may have. */
    addPanel: transactional(function addPanel(slug: string, panel: NewPanel): Dashboard | undefined {
      const known = find(slug);
      if (!known || known.definition.panels.length >= MAX_PANELS) return undefined;
      return change(known, withPanel(known.definition, panel));
    }),

    /**
     * Changes a dashboard as it is now, whoever changed it meanwhile: `next` is given the newest definition and touches only what it is about, so
     * that changes of several people to different panels all stand. Undefined: there is no such dashboard, or `next` has found nothing to change.
     */
    edit: transactional(function editDashboard(
      slug: string,
      next: (definition: DashboardDefinition) => DashboardDefinition | undefined,
    ): Dashboard | undefined {
      const known = find(slug);
      const definition = known && next(known.definition);
      return known && definition && change(known, definition);
    }),

    /** Puts another definition in the place of one that is at this version. Undefined: it is not, or not any more. */
    replace: transactional(function replaceDashboard(
      slug: string,
      definition: DashboardDefinition,
      version: number,
    ): Dashboard | undefined {
      const known = find(slug);
      return known?.version === version ? change(known, definition) : undefined;
    }),

    remove: transactional(function removeDashboard(slug: string): boolean {
      const { changes } = db.delete(dashboard).where(eq(dashboard.slug, slug)).run();
      if (changes > 0) outbox.announce('dashboard', slug);
      return changes > 0;
    }),
  };

  function change({ slug, version }: Dashboard, next: DashboardDefinition): Dashboard {
    const definition = DashboardDefinition.parse(next);
    const { title } = definition;
    const changed = { title, definition: JSON.stringify(definition), version: version + 1, updatedMs: now() };
    db.update(dashboard).set(changed).where(eq(dashboard.slug, slug)).run();
    outbox.announce('dashboard', slug);
    return { slug, definition, version: changed.version, updatedMs: changed.updatedMs };
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
