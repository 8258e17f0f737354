import { eq } from '../../../db/drizzle.ts';
import { dashboardFile } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import { DashboardDefinition } from '../definition.ts';

/** A dashboard and its file as they were when they last were the same. What differs from it was changed since. */
export interface Agreement {
  readonly slug: string;
  /** Name in the folder. */
  readonly file: string;
  /** Undefined: written by another version, and not understood any more. */
  readonly definition: DashboardDefinition | undefined;
}

export type AgreementStore = ReturnType<typeof createAgreementStore>;

/** Agreements by slug; there is one for each file that was taken over, at most. Write inside a transaction. */
export function createAgreementStore({ db }: State) {
  return {
    of(slug: string): Agreement | undefined {
      const row = db.select().from(dashboardFile).where(eq(dashboardFile.slug, slug)).get();
      return row && toAgreement(row);
    },

    list: (): readonly Agreement[] =>
      db.select().from(dashboardFile).orderBy(dashboardFile.slug).all().map(toAgreement),

    put(slug: string, file: string, definition: DashboardDefinition): void {
      const row = { file, definition: JSON.stringify(definition) };
      db.insert(dashboardFile)
        .values({ slug, ...row })
        .onConflictDoUpdate({ target: dashboardFile.slug, set: row })
        .run();
    },

    remove(slug: string): void {
      db.delete(dashboardFile).where(eq(dashboardFile.slug, slug)).run();
    },
  };
}

function toAgreement({ slug, file, definition }: typeof dashboardFile.$inferSelect): Agreement {
  return { slug, file, definition: DashboardDefinition.safeParse(JSON.parse(definition)).data };
}
