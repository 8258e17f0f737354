import { eq, sql } from '../../../db/drizzle.ts';
import { token } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import type { Identity, Scope } from '../identity.ts';
import { hashSecret, newSecret } from '../secret.ts';

export type Token = Omit<typeof token.$inferSelect, 'hash'>;

const SECRET_PREFIX: Record<Scope, string> = { ingest: 'w_', read: 'r_', admin: 'a_' };
const HINT_CHARS = 6;

/** What programs come in with. */
export function createTokens({ db, transactional, outbox }: State, now: () => number) {
  const tokenColumns = {
    id: token.id,
    name: token.name,
    hint: token.hint,
    scope: token.scope,
    createdMs: token.createdMs,
    usedMs: token.usedMs,
  };

  // Asked at each request: to put the statement together takes longer than to run it.
  const findToken = db
    .select({ id: token.id, name: token.name, scope: token.scope })
    .from(token)
    .where(eq(token.hash, sql.placeholder('hash')))
    .prepare();

  return {
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

    /** Remembers a use. True when there was something to write. */
    touchToken: transactional(function touchToken(id: number): boolean {
      return db.update(token).set({ usedMs: now() }).where(eq(token.id, id)).run().changes > 0;
    }),
  };
}
