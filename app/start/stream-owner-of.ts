import type { Guard } from '../auth/guard.ts';
import { hasRight } from '../auth/identity.ts';
import type { StreamOwner } from '../http/stream-gate.ts';
import { addressOf } from './address-of.ts';

/** For whom a stream is counted, and with whose right it ends; undefined for who may not read. */
export function streamOwnerOf(guard: Guard, request: Request): StreamOwner | undefined {
  const who = guard.identify(request);
  if (!who || !hasRight(who, 'read')) return undefined;
  const address = addressOf(request);
  return who.kind === 'person'
    ? { user: `person ${who.personId}`, session: who.sessionHash, address }
    : { user: `token ${who.tokenId}`, address };
}
