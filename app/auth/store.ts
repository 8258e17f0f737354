import type { State } from '../../db/state.ts';
import type { Identity } from './identity.ts';
import { createPeople } from './kept/people.ts';
import { createSessions } from './kept/sessions.ts';
import { createTokens } from './kept/tokens.ts';

/** `seen` and `used` times are exact to this, so that reading pages does not write a row each time. */
export const SEEN_STEP_MS = 60_000;

export type AuthStore = ReturnType<typeof createAuthStore>;

/** People, their sessions, tokens and one-time codes. Secrets go in and out; only hashes are kept. */
export function createAuthStore(state: State, now: () => number) {
  const sessions = createSessions(state, now);
  const tokens = createTokens(state, now);
  return {
    ...createPeople(state, now),
    ...sessions,
    ...tokens,

    /** Remembers that this session or token was used; exact to a minute. True when there was something to write. */
    touch: (who: Identity): boolean =>
      who.kind === 'token' ? tokens.touchToken(who.tokenId) : sessions.touchSession(who.sessionHash),
  };
}
