import { addressKey } from '../http/address-key.ts';
import type { Middleware } from '../http/middleware.ts';
import { rateLimit } from '../http/rate-limit.ts';
import { routes } from '../routes.ts';
import type { Identity } from './identity.ts';

/** Requests to the doors that one network may make without being signed in, at once and in each window. */
const MAX_REQUESTS = 120;
const WINDOW_MS = 60_000;

/** Everything that a stranger may try to get in by. */
const DOORS: ReadonlySet<string> = new Set([routes.login.href(), routes.setup.href()]);

/**
 * Keeps strangers from hammering at the doors: every request counts, and costs no password check once there are too many.
 * `Attempts` behind it is stricter, but counts failures only. Senders of readings are never told 429: it makes them drop data.
 */
export function signInLimit({ identify, now }: SignInLimitOptions): Middleware {
  return rateLimit({
    name: 'sign-in',
    limit: MAX_REQUESTS,
    windowMs: WINDOW_MS,
    now,
    keyOf({ path, remoteAddress, request }) {
      // Where there is no network, as in a test, nobody can come over it.
      if (!DOORS.has(path) || remoteAddress === undefined || identify(request)) return undefined;
      return addressKey(remoteAddress);
    },
  });
}

interface SignInLimitOptions {
  readonly identify: (request: Request) => Identity | undefined;
  readonly now: () => number;
}
