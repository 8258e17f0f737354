import { HttpError } from './http-error.ts';
import type { Exchange, Middleware } from './middleware.ts';
import { createRateMeter, type Quota } from './rate-meter.ts';

export interface RateLimitOptions {
  /** Name of the policy in the response headers, and of the middleware: `rate-limit NAME`. */
  readonly name: string;
  /** Requests that one key may make at once, and in each window. */
  readonly limit: number;
  readonly windowMs: number;
  /** Who is counted together; undefined for a request that is not limited. */
  readonly keyOf: (exchange: Exchange) => string | undefined;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * Answers 429 to whoever asks more often than `limit` times in `windowMs`. Tells its policy in `RateLimit-Policy` and what
 * is left in `RateLimit` (IETF draft-ietf-httpapi-ratelimit-headers-11), with a refusal also `Retry-After`, all in seconds.
 */
export function rateLimit({ name, limit, windowMs, keyOf, now = Date.now }: RateLimitOptions): Middleware {
  const meter = createRateMeter({ limit, windowMs, now });
  const policy = `"${name}";q=${limit};w=${toSeconds(windowMs)}`;
  const self: Middleware = {
    name: `rate-limit ${name}`,
    processRequest(exchange) {
      const key = keyOf(exchange);
      if (key === undefined) return;
      const { isRefused, untilNextMs } = exchange.slot(self, () => meter.take(key));
      if (isRefused) throw tooMany(toSeconds(untilNextMs));
    },
    processResponse({ headers }, exchange) {
      const quota = exchange.slot<Quota | undefined>(self, () => undefined);
      if (!quota) return;
      headers.append('RateLimit-Policy', policy);
      headers.append('RateLimit', `"${name}";r=${quota.left};t=${toSeconds(quota.untilNextMs)}`);
    },
  };
  return self;
}

function tooMany(seconds: number): HttpError {
  return new HttpError(429, `Too many requests. Try again in ${seconds} s.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

function toSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
