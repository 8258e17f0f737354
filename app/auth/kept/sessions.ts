import { desc, eq, lte, sql } from '../../../db/drizzle.ts';
import { person, session } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import type { Identity } from '../identity.ts';
import { hashSecret, newSecret } from '../secret.ts';

const DAY_MS = 86_400_000;
/** A session ends after so long without a visit. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
const USER_AGENT_MAX_CHARS = 200;

export type Session = typeof session.$inferSelect;

/** Browsers that people are signed in with. */
export function createSessions({ db, transactional, outbox }: State, now: () => number) {
  // Asked at each request: to put the statement together takes longer than to run it.
  const findSession = db
    .select({ personId: person.id, name: person.name, expiresMs: session.expiresMs })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(eq(session.hash, sql.placeholder('hash')))
    .prepare();

  return {
    /** Opens a session and gives the secret for the cookie. */
    openSession: transactional(function openSession(
      personId: number,
      from: { userAgent: string; address: string },
    ): string {
      const secret = newSecret('s_');
      const at = now();
      db.delete(session).where(lte(session.expiresMs, at)).run();
      db.insert(session)
        .values({
          hash: hashSecret(secret),
          personId,
          createdMs: at,
          seenMs: at,
          expiresMs: at + SESSION_IDLE_MS,
          userAgent: from.userAgent.slice(0, USER_AGENT_MAX_CHARS),
          address: from.address,
        })
        .run();
      return secret;
    }),

    sessions: (personId: number): Session[] =>
      db.select().from(session).where(eq(session.personId, personId)).orderBy(desc(session.seenMs)).all(),

    closeSession: transactional(function closeSession(hash: string): void {
      db.delete(session).where(eq(session.hash, hash)).run();
      outbox.announce('session', hash);
    }),

    closeOtherSessions: transactional(function closeOtherSessions(personId: number, keptHash: string): void {
      const others = db
        .select()
        .from(session)
        .where(eq(session.personId, personId))
        .all()
        .filter(s => s.hash !== keptHash);
      for (const { hash } of others) {
        db.delete(session).where(eq(session.hash, hash)).run();
        outbox.announce('session', hash);
      }
    }),

    identifySession(secret: string): Identity | undefined {
      const hash = hashSecret(secret);
      const found = findSession.get({ hash });
      if (!found || found.expiresMs <= now()) return undefined;
      return { kind: 'person', personId: found.personId, name: found.name, sessionHash: hash };
    },

    /** Remembers a visit, from which its end counts. True when there was something to write. */
    touchSession: transactional(function touchSession(hash: string): boolean {
      const at = now();
      const seen = { seenMs: at, expiresMs: at + SESSION_IDLE_MS };
      return db.update(session).set(seen).where(eq(session.hash, hash)).run().changes > 0;
    }),
  };
}
