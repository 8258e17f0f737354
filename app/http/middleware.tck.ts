import type { Claim } from '../testing/claim.ts';
import type { Middleware } from './middleware.ts';
import { errorClaims } from './testing/tck-errors.ts';
import { fateClaims } from './testing/tck-fates.ts';
import { headClaims } from './testing/tck-heads.ts';
import { leavingClaims } from './testing/tck-leaving.ts';
import { orderClaims } from './testing/tck-order.ts';
import { replacementClaims } from './testing/tck-replacement.ts';
import { streamClaims } from './testing/tck-streams.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

/** A way to run middlewares, first one outermost, in front of a handler. */
export interface TckHost {
  readonly name: string;
  open(middlewares: readonly Middleware[], handler: Handler): Promise<OpenHost>;
}

export interface OpenHost extends AsyncDisposable {
  /** Sends a request; aborting `init.signal` is the client's leaving. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** The contract of the middleware protocol (E1 to E16), to be kept on every host: `testClaims(host.name, middlewareTck(host))`. */
export function middlewareTck(host: TckHost): readonly Claim[] {
  return GROUPS.flatMap(claims => claims(host));
}

const GROUPS = [orderClaims, fateClaims, errorClaims, leavingClaims, streamClaims, headClaims, replacementClaims];
