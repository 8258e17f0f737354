import { eq } from '../../db/drizzle.ts';
import { seriesUnit } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';

export type UnitStore = ReturnType<typeof createUnitStore>;

export const UNIT_MAX_CHARS = 32;

/** The units that people gave series, in place of those the senders gave. All of them are held in memory. */
export function createUnitStore({ db, transactional, outbox }: State) {
  const units = new Map(
    db
      .select()
      .from(seriesUnit)
      .all()
      .map(({ key, unit }) => [key, unit]),
  );

  return {
    unitOf: (key: string): string | undefined => units.get(key),

    /** An empty unit takes the given one away, so that the sender's shows again. */
    rename: transactional(function renameUnit(key: string, unit: string): void {
      if (unit === '') db.delete(seriesUnit).where(eq(seriesUnit.key, key)).run();
      else
        db.insert(seriesUnit).values({ key, unit }).onConflictDoUpdate({ target: seriesUnit.key, set: { unit } }).run();
      outbox.announce('unit', key);
      transactional.current()?.onCommit(() => (unit === '' ? units.delete(key) : units.set(key, unit)));
    }),
  };
}
