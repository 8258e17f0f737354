import os from 'node:os';
import { eq } from '../../db/drizzle.ts';
import { fact } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import type { DashboardStore } from '../dashboards/store.ts';
import { thisMachine } from '../dashboards/this-machine.ts';

const FACT = 'seeded';
const SLUG = 'this-machine';

/** What is there from the first start: This machine. Who deletes it does not get it back. */
export async function seed({ db, transactional }: State, dashboards: DashboardStore): Promise<void> {
  if (db.select().from(fact).where(eq(fact.name, FACT)).get()) return;
  await transactional.batch(() => {
    // Somebody may have made one of this name while host metrics were off.
    if (!dashboards.find(SLUG)) dashboards.create(thisMachine(os.hostname(), `${os.type()} ${os.release()}`), SLUG);
    db.insert(fact).values({ name: FACT, value: SLUG }).run();
  });
}
