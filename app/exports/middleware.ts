/**
 * `telltale/middleware`: the pipeline, and middlewares that fit any application. The adapter of each host has a name of its own,
 * `telltale/middleware/hono` and so on, so that no host is loaded but yours. One list, because a package has one door per name.
 */
export { type AccessLine, accessLog } from '../http/access-log.ts';
export { addressKey } from '../http/address-key.ts';
export { type BearerAuth, type BearerAuthOptions, bearerAuth } from '../http/bearer-auth.ts';
export { exchangeOf } from '../http/exchange.ts';
export { HttpError, type HttpErrorOptions } from '../http/http-error.ts';
export {
  compose,
  type Exchange,
  type Middleware,
  type Outcome,
  type Pipeline,
  type ResponseHead,
} from '../http/middleware.ts';
export { nodeOutgoing } from '../http/node-outgoing.ts';
export { type RequestDuration, responseTime } from '../http/performance.ts';
export { type RateLimitOptions, rateLimit } from '../http/rate-limit.ts';
export { securityHeaders } from '../http/security-headers.ts';
export type { TraceContext } from '../http/trace-context.ts';
export { traceHeaders, tracing } from '../http/tracing.ts';
