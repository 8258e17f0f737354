import type { Middleware, Outcome } from './middleware.ts';

/** One finished request. Holds no query string: tokens travel in it. */
export interface AccessLine {
  readonly method: string;
  /** Path as the client sent it, percent-encoded, so that it cannot forge a line. */
  readonly path: string;
  readonly status: number;
  /** From the start to the last byte, to the microsecond. */
  readonly ms: number;
  readonly bytes: number;
  readonly route: string | undefined;
  readonly kind: Outcome['kind'];
  /** 32 hex digits: the same as on the page of an error and in `traceresponse`. */
  readonly traceId: string;
}

/** Hands one line to `log` for every request, when its body is over. */
export function accessLog({ log }: { readonly log: (line: AccessLine) => void }): Middleware {
  const self: Middleware = {
    name: 'access-log',
    processRequest(x) {
      // Taken on the way in: a later hook may put another Request in the place of this one.
      x.slot(self, () => ({ method: x.method, path: x.path }));
    },
    processEnd({ status, totalMs, bytes, kind }, x) {
      const { method, path } = x.slot(self, () => ({ method: x.method, path: x.path }));
      const ms = Math.round(totalMs * 1000) / 1000;
      log({ method, path, status, ms, bytes, route: x.route, kind, traceId: x.trace.traceId });
    },
  };
  return self;
}
