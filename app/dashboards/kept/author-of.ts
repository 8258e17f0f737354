import type { Identity } from '../../auth/identity.ts';
import type { Author } from './edit-by.ts';

export function authorOf(who: Identity): Author {
  const key = who.kind === 'person' ? `person ${who.personId}` : `token ${who.tokenId}`;
  return { key, name: who.name };
}
