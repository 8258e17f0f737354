import { and, desc, eq, lte, sql } from '../../../db/drizzle.ts';
import { dashboardStep } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import type { BoardChange } from './board-change.ts';
import type { EditBy } from './edit-by.ts';
import { joinChanges } from './join-changes.ts';

/** So far back each person can undo on each dashboard. */
export const MAX_STEPS = 50;
/** Steps of all people and tokens together on one dashboard; the oldest go first. */
const MAX_STEPS_OF_BOARD = 500;
/** Of a single step, as JSON; a larger one, such as a whole dashboard that was replaced, cannot be undone. */
export const MAX_STEP_CHARS = 1024 * 1024;

export interface Step {
  readonly id: number;
  readonly words: string;
  readonly change: BoardChange;
}

export type Steps = ReturnType<typeof createSteps>;

/** What people changed on dashboards, so that each can undo their own. Write inside a transaction. */
export function createSteps({ db }: Pick<State, 'db'>, now: () => number) {
  const ofPerson = (slug: string, who: string) => and(eq(dashboardStep.slug, slug), eq(dashboardStep.who, who))!;
  const which = (slug: string, who: string, isUndone: boolean) =>
    and(ofPerson(slug, who), eq(dashboardStep.isUndone, isUndone));
  const nth = (where: ReturnType<typeof ofPerson>, n: number) =>
    db
      .select({ id: dashboardStep.id })
      .from(dashboardStep)
      .where(where)
      .orderBy(desc(dashboardStep.id))
      .offset(n)
      .limit(1)
      .get();
  const trim = (where: ReturnType<typeof ofPerson>, max: number) => {
    const oldest = nth(where, max);
    if (oldest)
      db.delete(dashboardStep)
        .where(and(where, lte(dashboardStep.id, oldest.id)))
        .run();
  };

  /** The newest that this person can undo. */
  const toUndo = (slug: string, who: string): Step | undefined => {
    const where = which(slug, who, false);
    return toStep(db.select().from(dashboardStep).where(where).orderBy(desc(dashboardStep.id)).limit(1).get());
  };

  return {
    /** What was undone before cannot be done again after it. */
    keep(slug: string, { author, words, joins }: EditBy, next: BoardChange): void {
      db.delete(dashboardStep)
        .where(which(slug, author.key, true))
        .run();
      const last = joins === undefined ? undefined : toUndo(slug, author.key);
      const joined = last?.change.joins === joins ? last && joinChanges(last.change, next) : undefined;
      const change = { ...(joined ?? next), ...(joins !== undefined && { joins }) };
      const text = JSON.stringify(change);
      if (text.length > MAX_STEP_CHARS) return;
      if (joined) {
        db.update(dashboardStep).set({ atMs: now(), words, change: text }).where(eq(dashboardStep.id, last!.id)).run();
        return;
      }
      const row = { slug, who: author.key, atMs: now(), words, change: text, isUndone: false };
      db.insert(dashboardStep).values(row).run();
      trim(ofPerson(slug, author.key), MAX_STEPS);
      trim(eq(dashboardStep.slug, slug), MAX_STEPS_OF_BOARD);
    },

    toUndo,

    /** The one that this person undid last. */
    toRedo(slug: string, who: string): Step | undefined {
      const where = which(slug, who, true);
      return toStep(db.select().from(dashboardStep).where(where).orderBy(dashboardStep.id).limit(1).get());
    },

    mark(id: number, isUndone: boolean): void {
      db.update(dashboardStep).set({ isUndone }).where(eq(dashboardStep.id, id)).run();
    },

    forget(slug: string): void {
      db.delete(dashboardStep).where(eq(dashboardStep.slug, slug)).run();
    },

    count: (slug: string): number =>
      db.select({ n: sql<number>`count(*)` }).from(dashboardStep).where(eq(dashboardStep.slug, slug)).get()!.n,
  };
}

function toStep(row: typeof dashboardStep.$inferSelect | undefined): Step | undefined {
  return row && { id: row.id, words: row.words, change: JSON.parse(row.change) as BoardChange };
}
