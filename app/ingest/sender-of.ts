import type { Identity } from '../auth/identity.ts';
import type { Sender } from '../history/sender.ts';

/** To whom the series count that a request makes: to its token, and without one to this machine. */
export function senderOf(who: Identity): Sender {
  if (who.kind === 'person') return { id: `person ${who.personId}`, name: who.name };
  return { id: `token ${who.tokenId}`, name: who.tokenId === 0 ? who.name : `the token “${who.name}”` };
}
