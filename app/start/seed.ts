import os from 'node:os';
import { eq } from '../../db/drizzle.ts';
import { fact } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import { type AuditStore, THIS_SERVER } from '../audit/store.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { thisMachine } from '../dashboards/this-machine.ts';

const FACT = 'seeded';
const SLUG = 'this-machine';

export interface SeedOptions {
  readonly state: State;
  readonly dashboards: DashboardStore;
  readonly audit: Pick<AuditStore, 'note'>;
}

/** What is there from the first start: This machine. Who deletes it does not get it back. */
export async function seed({ state, dashboards, audit }: SeedOptions): Promise<void> {
  const { db, transactional } = state;
  if (db.select().from(fact).where(eq(fact.name, FACT)).get()) return;
  await transactional.batch(() => {
    // Somebody may have made one of this name while host metrics were off.
    if (!dashboards.find(SLUG)) {
      dashboards.create(thisMachine(os.hostname(), `${os.type()} ${os.release()}`), SLUG);
      audit.note({ who: THIS_SERVER, action: 'dashboard made', subject: SLUG, detail: 'at the first start' });
    }
    db.insert(fact).values({ name: FACT, value: SLUG }).run();
  });
}
