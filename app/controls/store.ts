import { and, desc, eq, lte, sql } from '../../db/drizzle.ts';
import { controlPress } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import type { Sends } from '../dashboards/kinds/control.ts';
import { createReactiveStream } from '../stream/reactive.ts';

/** `waiting`: it is being carried out. `lost`: the server was stopped before, and it is too late now. */
export type PressOutcome = 'waiting' | 'sent' | 'failed' | 'lost';

/** Something that was pressed on a dashboard. */
export interface Press {
  readonly id: number;
  readonly atMs: number;
  readonly slug: string;
  readonly panel: string;
  /** The name of who pressed. */
  readonly who: string;
  readonly value: number | string;
  /** The value as devices hear it. */
  readonly wire: string;
  readonly sends: Sends;
  readonly outcome: PressOutcome;
  /** What became of it, as words; empty while it waits. */
  readonly result: string;
}

export type NewPress = Omit<Press, 'id' | 'outcome' | 'result'>;

/** A control whose newest press changed. */
export interface PressChange {
  readonly slug: string;
  readonly panel: string;
}

/** Presses kept, beyond which the oldest that are done with go. The audit log has them longer. */
export const MAX_PRESSES = 10_000;
/** Changes kept in memory for screens that lag; they look anew anyway. */
const RING_CHANGES = 256;

export type PressStore = ReturnType<typeof createPressStore>;

/** What was pressed, in `state.db`. Write inside a transaction, with the line of the audit log. */
export function createPressStore({ db, transactional }: State, maxPresses = MAX_PRESSES) {
  const live = createReactiveStream<PressChange>({ capacity: RING_CHANGES, key: change => JSON.stringify(change) });
  // Asked for at each drawing.
  const findNewest = db
    .select()
    .from(controlPress)
    .where(and(eq(controlPress.slug, sql.placeholder('slug')), eq(controlPress.panel, sql.placeholder('panel'))))
    .orderBy(desc(controlPress.id))
    .limit(1)
    .prepare();
  const isWaiting = eq(controlPress.outcome, 'waiting');
  const tell = ({ slug, panel }: PressChange) => transactional.current()!.onCommit(() => live.emit({ slug, panel }));

  return {
    /** Controls whose newest press, or what became of it, changed. */
    live,

    newest(slug: string, panel: string): Press | undefined {
      const row = findNewest.get({ slug, panel });
      return row && toPress(row);
    },

    /** Those that are not done with, the oldest first. */
    waiting: (): Press[] => db.select().from(controlPress).where(isWaiting).orderBy(controlPress.id).all().map(toPress),

    countWaiting: (): number => db.select({ n: sql<number>`count(*)` }).from(controlPress).where(isWaiting).get()!.n,

    add({ value, sends, ...rest }: NewPress): Press {
      const row = { ...rest, value: JSON.stringify(value), sends: JSON.stringify(sends) };
      const made = db
        .insert(controlPress)
        .values({ ...row, outcome: 'waiting', result: '' })
        .returning()
        .get();
      db.delete(controlPress)
        .where(and(lte(controlPress.id, made.id - maxPresses), sql`${controlPress.outcome} <> 'waiting'`))
        .run();
      tell(rest);
      return toPress(made);
    },

    /** What became of it. */
    settle({ id, slug, panel }: Press, outcome: Exclude<PressOutcome, 'waiting'>, result: string): Press {
      tell({ slug, panel });
      return toPress(
        db.update(controlPress).set({ outcome, result }).where(eq(controlPress.id, id)).returning().get()!,
      );
    },
  };
}

function toPress({ value, sends, ...row }: typeof controlPress.$inferSelect): Press {
  return { ...row, value: JSON.parse(value) as number | string, sends: JSON.parse(sends) as Sends };
}
