import { eq } from '../../../db/drizzle.ts';
import { person, setupCode } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import { hashSecret } from '../secret.ts';

/** A one-time code opens the door for so long. */
export const SETUP_CODE_MS = 30 * 60_000;

export type Person = typeof person.$inferSelect;

/** People, their names and passwords, and the one-time code by which the first of them comes in. */
export function createPeople({ db, transactional, outbox }: State, now: () => number) {
  const owner = (): Person | undefined => db.select().from(person).orderBy(person.id).limit(1).get();

  return {
    owner,

    findPerson: (name: string): Person | undefined => db.select().from(person).where(eq(person.name, name)).get(),

    setCredentials: transactional(function setCredentials(personId: number, name: string, passwordHash: string): void {
      db.update(person).set({ name, passwordHash }).where(eq(person.id, personId)).run();
      outbox.announce('person', String(personId));
    }),

    /** Makes `code` open the door once within the next 30 minutes; an older code no longer does. */
    issueSetupCode: transactional(function issueSetupCode(code: string): void {
      db.delete(setupCode).run();
      db.insert(setupCode)
        .values({ hash: hashSecret(code), expiresMs: now() + SETUP_CODE_MS })
        .run();
    }),

    /** Uses up the code and gives the owner, made at the first time; undefined when the code does not open. */
    redeemSetupCode: transactional(function redeemSetupCode(code: string): Person | undefined {
      const used = db
        .delete(setupCode)
        .where(eq(setupCode.hash, hashSecret(code)))
        .returning()
        .get();
      if (!used || used.expiresMs <= now()) return undefined;
      return owner() ?? db.insert(person).values({ name: 'owner', createdMs: now() }).returning().get();
    }),
  };
}
