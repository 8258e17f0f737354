import { HttpError } from '../http/http-error.ts';
import { hasRight, type Identity, type Right } from './identity.ts';

interface Asking {
  readonly request: Request;
}

/** Lets through who has the right, and says who it is. */
export interface Guard {
  /** @throws HttpError 401 for nobody we know, 403 for somebody without the right. */
  require(request: Request, right: Right): Identity;
  /** Handlers that run only for who has the right, and are told who it is. */
  readonly read: Wrap;
  readonly ingest: Wrap;
  readonly own: Wrap;
  /** Who is asking, without a demand. */
  identify(request: Request): Identity | undefined;
}

type Wrap = <C extends Asking, R>(handler: (ctx: C, who: Identity) => R) => (ctx: C) => R;

/** `identify` says who is asking, as the `authenticate` middleware found out. */
export function createGuard(identify: (request: Request) => Identity | undefined): Guard {
  const require = (request: Request, right: Right): Identity => {
    const who = identify(request);
    if (!who) throw new HttpError(401, MISSING[right], { headers: { 'WWW-Authenticate': 'Bearer realm="telltale"' } });
    if (!hasRight(who, right)) throw new HttpError(403, WRONG[right]);
    return who;
  };
  const requiring =
    (right: Right): Wrap =>
    handler =>
    ctx =>
      handler(ctx, require(ctx.request, right));
  return { require, read: requiring('read'), ingest: requiring('ingest'), own: requiring('own'), identify };
}

const MISSING: Record<Right, string> = {
  read: 'Sign in, or send a read token: "Authorization: Bearer TOKEN".',
  ingest:
    'A write token is needed: add ?k=TOKEN to the address, or send "Authorization: Bearer TOKEN". The page Home shows a line with it; so does the file write-token in the data folder.',
  own: 'Sign in first.',
};

const WRONG: Record<Right, string> = {
  read: 'This token may write but not read. Make a read token under Settings.',
  ingest: 'Only a write token may send. Make one under Settings, or take the one that Home shows.',
  own: 'Only a signed-in person or an admin token may do this.',
};
