import { desc, eq, lte, sql } from '../../db/drizzle.ts';
import { person, session, setupCode, token } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';
import type { Identity, Scope } from './identity.ts';
import { hashSecret, newSecret } from './secret.ts';

const DAY_MS = 86_400_000;
/** A session ends after so long without a visit. */
export const SESSION_IDLE_MS = 30 * DAY_MS;
/** A one-time code opens the door for so long. */
export const SETUP_CODE_MS = 30 * 60_000;
/** `seen` and `used` times are exact to this, so that reading pages does not write a row each time. */
export const SEEN_STEP_MS = 60_000;
const USER_AGENT_MAX_CHARS = 200;

export type Person = typeof person.$inferSelect;
export type Session = typeof session.$inferSelect;
export type Token = Omit<typeof token.$inferSelect, 'hash'>;
export type AuthStore = ReturnType<typeof createAuthStore>;

const SECRET_PREFIX: Record<Scope, string> = { ingest: 'w_', read: 'r_', admin: 'a_' };
const HINT_CHARS = 6;

/** People, their sessions, tokens and one-time codes. Secrets go in and out; only hashes are kept. */
export function createAuthStore({ db, transactional, outbox }: State, now: () => number) {
  const tokenColumns = {
    id: token.id,
    name: token.name,
    hint: token.hint,
    scope: token.scope,
    createdMs: token.createdMs,
    usedMs: token.usedMs,
  };

  // Asked at each request: to put the statement together takes longer than to run it.
  const findSession = db
    .select({ personId: person.id, name: person.name, expiresMs: session.expiresMs })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(eq(session.hash, sql.placeholder('hash')))
    .prepare();
  const findToken = db
    .select({ id: token.id, name: token.name, scope: token.scope })
    .from(token)
    .where(eq(token.hash, sql.placeholder('hash')))
    .prepare();

  return {
    owner: (): Person | undefined => db.select().from(person).orderBy(person.id).limit(1).get(),

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
      const owner = db.select().from(person).orderBy(person.id).limit(1).get();
      return owner ?? db.insert(person).values({ name: 'owner', createdMs: now() }).returning().get();
    }),

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

    tokens: (): Token[] => db.select(tokenColumns).from(token).orderBy(token.id).all(),

    /** Makes a token and gives its secret, which is shown once and never kept. */
    createToken: transactional(function createToken(name: string, scope: Scope): { token: Token; secret: string } {
      const secret = newSecret(SECRET_PREFIX[scope]);
      const made = db
        .insert(token)
        .values({ name, scope, hash: hashSecret(secret), hint: secret.slice(0, HINT_CHARS), createdMs: now() })
        .returning(tokenColumns)
        .get();
      outbox.announce('token', String(made.id));
      return { token: made, secret };
    }),

    revokeToken: transactional(function revokeToken(id: number): boolean {
      const { changes } = db.delete(token).where(eq(token.id, id)).run();
      if (changes > 0) outbox.announce('token', String(id));
      return changes > 0;
    }),

    identifyToken(secret: string): Identity | undefined {
      const found = findToken.get({ hash: hashSecret(secret) });
      return found && { kind: 'token', tokenId: found.id, name: found.name, scope: found.scope };
    },

    /** Remembers that this session or token was used; exact to a minute. True when there was something to write. */
    touch: transactional(function touch(identity: Identity): boolean {
      const at = now();
      if (identity.kind === 'token') {
        return db.update(token).set({ usedMs: at }).where(eq(token.id, identity.tokenId)).run().changes > 0;
      }
      return (
        db
          .update(session)
          .set({ seenMs: at, expiresMs: at + SESSION_IDLE_MS })
          .where(eq(session.hash, identity.sessionHash))
          .run().changes > 0
      );
    }),
  };
}
