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
}

/** Hands one line to `log` for every request, when its body is over. */
export function accessLog({ log }: { readonly log: (line: AccessLine) => void }): Middleware {
  const self: Middleware = {
    name: 'access-log',
    processRequest(x) {
      x.slot(self, () => requestLine(x.request));
    },
    processEnd({ status, totalMs, bytes, kind }, x) {
      const ms = Number(totalMs.toFixed(3));
      log({ ...x.slot(self, () => requestLine(x.request)), status, ms, bytes, route: x.route, kind });
    },
  };
  return self;
}

/** Taken on the way in: a later hook may put another Request in the place of this one. */
function requestLine({ method, url }: Request): Pick<AccessLine, 'method' | 'path'> {
  return { method, path: new URL(url).pathname };
}
