import type { SQL } from 'drizzle-orm';
import { and, desc, eq, gt, lt, lte, sql } from '../../db/drizzle.ts';
import { audit } from '../../db/schema.ts';
import type { State } from '../../db/state.ts';

/** What is written down. The first word is what a thing is, so that all of one kind can be looked for. */
export type AuditAction =
  | `dashboard ${'made' | 'changed' | 'deleted' | 'imported' | 'restored' | 'file'}`
  | `token ${'made' | 'revoked'}`
  | `sign-in ${'done' | 'refused' | 'code'}`
  | `session ${'ended' | 'left'}`
  | `series ${'described' | 'renamed' | 'deleted' | 'restored'}`
  | `job ${'set' | 'paused' | 'resumed' | 'removed'}`
  | `image deleted`
  | `webhook ${'set' | 'removed'}`
  | `control ${'pressed' | 'sent' | 'lost'}`
  | `settings changed`;

/** Who did it, in words that stay when the person or the token is gone. */
export interface Actor {
  readonly name: string;
  /** Network address; empty for the server itself. */
  readonly from: string;
}

/** `begun`: what came of it is not known, as when the server was killed. `refused`: it was not done, for a reason. */
export type AuditOutcome = 'done' | 'begun' | 'refused' | 'failed';

/** Never a secret: of a token its name, of a session its browser, of an address its host. */
export interface AuditEntry {
  readonly who: Actor;
  readonly action: AuditAction;
  /** Which one: a slug, a name, a key of a series. */
  readonly subject: string;
  readonly detail?: string | undefined;
  /** Default: `done`. */
  readonly outcome?: AuditOutcome | undefined;
}

export type AuditLine = Omit<typeof audit.$inferSelect, 'action'> & { readonly action: string };

export interface AuditQuery {
  /** Parts of the words, in any case; empty for all. */
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  /** Only lines before this number. */
  readonly before: number | undefined;
  readonly limit: number;
}

/** Lines kept; beyond it the oldest go. */
export const MAX_LINES = 100_000;
/** Of them, refused attempts to sign in: whoever guesses must not push out what was done. */
export const MAX_REFUSED_SIGN_INS = 10_000;
const DAY_MS = 86_400_000;
/** A line is kept and shown for so long. */
export const KEPT_MS = 365 * DAY_MS;
const WHO_MAX_CHARS = 120;
const SUBJECT_MAX_CHARS = 500;
const DETAIL_MAX_CHARS = 1000;

/** The server itself, as who did something. */
export const THIS_SERVER: Actor = { name: 'this server', from: '' };

export type AuditStore = ReturnType<typeof createAuditStore>;

/** Where features write, and who asks: see `app/audit/actor-of.ts`. */
export interface Audit extends Pick<AuditStore, 'note' | 'around'> {
  by(request: Request): Actor;
}

export interface AuditBounds {
  readonly maxLines?: number;
  readonly maxRefusedSignIns?: number;
}

/** The audit log, in `state.db`. */
export function createAuditStore({ db, transactional }: State, now: () => number, bounds: AuditBounds = {}) {
  const { maxLines = MAX_LINES, maxRefusedSignIns = MAX_REFUSED_SIGN_INS } = bounds;
  const isRefusedSignIn = eq(audit.action, 'sign-in refused' satisfies AuditAction);

  /** The number of the line. */
  const write = ({ who, action, subject, detail = '', outcome = 'done' }: AuditEntry): number => {
    if (!transactional.current())
      throw new Error('audit.note() was called outside a transaction; call it inside that of the action.');
    const row = {
      ...{ atMs: now(), action, outcome },
      who: cut(who.name, WHO_MAX_CHARS),
      from: cut(who.from, WHO_MAX_CHARS),
      subject: cut(subject, SUBJECT_MAX_CHARS),
      detail: cut(detail, DETAIL_MAX_CHARS),
    };
    const { seq } = db.insert(audit).values(row).returning({ seq: audit.seq }).get();
    db.delete(audit)
      .where(lte(audit.seq, seq - maxLines))
      .run();
    db.delete(audit)
      .where(lte(audit.atMs, now() - KEPT_MS))
      .run();
    if (action === 'sign-in refused') letGoRefused();
    return seq;
  };

  const letGoRefused = () => {
    const [first] = db
      .select({ seq: audit.seq })
      .from(audit)
      .where(isRefusedSignIn)
      .orderBy(desc(audit.seq))
      .limit(1)
      .offset(maxRefusedSignIns)
      .all();
    if (first)
      db.delete(audit)
        .where(and(isRefusedSignIn, lte(audit.seq, first.seq)))
        .run();
  };

  const settle = (seq: number, outcome: AuditOutcome, reason?: string) =>
    transactional.batch(() => {
      const detail = reason === undefined ? {} : { detail: sql`trim(${audit.detail} || ' ' || ${cut(reason, 300)})` };
      db.update(audit)
        .set({ outcome, ...detail })
        .where(eq(audit.seq, seq))
        .run();
    });

  return {
    /** Writes a line in the transaction of the action: they are kept together, or neither is. Call it inside one only. */
    note(entry: AuditEntry): void {
      write(entry);
    },

    /**
     * For a deed in another file than this one, with which no transaction is shared: the line is there before it begins, and says afterwards what
     * became of it. `whyNot` tells from its result why it was not done.
     */
    async around<T>(entry: AuditEntry, deed: () => Promise<T>, whyNot?: (result: T) => string | undefined): Promise<T> {
      const seq = await transactional.batch(() => write({ ...entry, outcome: 'begun' }));
      let result: T;
      try {
        result = await deed();
      } catch (error) {
        // What is told is why the deed failed; a line that cannot be written stays at `begun`, which is true.
        await settle(seq, 'failed').catch(() => {});
        throw error;
      }
      const reason = whyNot?.(result);
      await settle(seq, reason === undefined ? 'done' : 'refused', reason);
      return result;
    },

    /** Lines that match, newest first. */
    page({ who, action, subject, before, limit }: AuditQuery): AuditLine[] {
      const conditions: SQL[] = [gt(audit.atMs, now() - KEPT_MS)];
      if (who !== '') conditions.push(contains(audit.who, who));
      if (action !== '') conditions.push(contains(audit.action, action));
      if (subject !== '') conditions.push(contains(audit.subject, subject));
      if (before !== undefined) conditions.push(lt(audit.seq, before));
      return db
        .select()
        .from(audit)
        .where(and(...conditions))
        .orderBy(desc(audit.seq))
        .limit(limit)
        .all();
    },
  };
}

function contains(column: typeof audit.who | typeof audit.action | typeof audit.subject, text: string): SQL {
  return sql`${column} like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
}

function cut(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…`.toWellFormed() : text.toWellFormed();
}
