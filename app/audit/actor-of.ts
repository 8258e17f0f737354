import type { Identity } from '../auth/identity.ts';
import type { Actor } from './store.ts';

export interface ActorOptions {
  readonly identify: (request: Request) => Identity | undefined;
  /** Network address of who is asking. */
  readonly addressOf: (request: Request) => string;
}

/** Says who asks, in words for the audit log: a person by name, a token as `token NAME`, nobody we know as `somebody`. */
export function actorOf({ identify, addressOf }: ActorOptions): (request: Request) => Actor {
  return request => ({ name: nameOf(identify(request)), from: addressOf(request) });
}

function nameOf(who: Identity | undefined): string {
  if (!who) return 'somebody';
  return who.kind === 'person' ? who.name : `token ${who.name}`;
}
