import type { Middleware, Outcome } from './middleware.ts';

/** One finished request, measured for `http.server.request.duration` (OpenTelemetry HTTP semantic conventions). */
export interface RequestDuration {
  /** Route template, of low cardinality; undefined when nothing was matched. */
  readonly route: string | undefined;
  /** A known method, or `_OTHER`: a client may send any word. */
  readonly method: string;
  readonly status: number;
  /** From the start to the last byte. */
  readonly seconds: number;
  readonly kind: Outcome['kind'];
  /** An endless response (event stream, moving picture); keep it apart, or its hours poison the histogram. */
  readonly isStream: boolean;
}

/**
 * Tells the time from the start of a request to its response head: `X-Response-Time: 12.345ms` and
 * `Server-Timing: app;dur=12.345`, both in milliseconds; a client that takes trailers hears in one the time to the end,
 * `Server-Timing: total;dur=23.456`. `onEnd` hears of every request when its body is over.
 */
export function responseTime({ onEnd }: { readonly onEnd?: (duration: RequestDuration) => void } = {}): Middleware {
  const msSince = (startedAt: number) => (performance.now() - startedAt).toFixed(3);
  const self: Middleware = {
    name: 'response-time',
    processResponse({ headers, sendTrailer }, x) {
      x.slot(self, () => STREAM_TYPE.test(headers.get('content-type') ?? ''));
      const ms = msSince(x.startedAt);
      headers.set('X-Response-Time', `${ms}ms`);
      headers.append('Server-Timing', `app;dur=${ms}`);
      sendTrailer?.('Server-Timing', () => `total;dur=${msSince(x.startedAt)}`);
    },
    processEnd({ totalMs, status, kind }, x) {
      const method = KNOWN_METHODS.has(x.method) ? x.method : '_OTHER';
      onEnd?.({ route: x.route, method, status, seconds: totalMs / 1000, kind, isStream: x.slot(self, () => false) });
    },
  };
  return self;
}

const STREAM_TYPE = /^(text\/event-stream|multipart\/x-mixed-replace)\b/i;
const KNOWN_METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'QUERY',
]);
