import type { Audit } from '../audit/store.ts';
import type { Session } from '../auth/kept/sessions.ts';
import type { AuthStore } from '../auth/store.ts';

export interface SessionEnder {
  /** Both inside a transaction: a session ends with its line in the audit log, or not at all. */
  one(request: Request, session: Session): void;
  others(request: Request, personId: number, keptHash: string): void;
}

/** Ends sessions of a person. */
export function endSessions(store: AuthStore, audit: Audit): SessionEnder {
  const note = (request: Request, { address, userAgent }: Session) =>
    audit.note({ who: audit.by(request), action: 'session ended', subject: `of ${address}`, detail: userAgent });
  return {
    one(request, session) {
      note(request, session);
      store.closeSession(session.hash);
    },
    others(request, personId, keptHash) {
      for (const session of store.sessions(personId)) if (session.hash !== keptHash) note(request, session);
      store.closeOtherSessions(personId, keptHash);
    },
  };
}
