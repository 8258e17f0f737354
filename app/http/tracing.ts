import type { Exchange, Middleware } from './middleware.ts';

/**
 * Tells the caller its place in the trace: `traceresponse: 00-TRACE-SPAN-FLAGS` (W3C Trace Context level 2, a draft), where the
 * span is this request's own. What came in is read for every request, with this middleware or without it: `exchange.trace`.
 */
export function tracing(): Middleware {
  return {
    name: 'tracing',
    processResponse({ headers }, exchange) {
      headers.set('traceresponse', traceparentOf(exchange));
    },
  };
}

/** Headers for a call that is made on behalf of this request, so that the trace goes on there: `fetch(url, { headers: traceHeaders(exchange) })`. */
export function traceHeaders(exchange: Exchange): Readonly<Record<string, string>> {
  const { state } = exchange.trace;
  return { traceparent: traceparentOf(exchange), ...(state !== undefined && { tracestate: state }) };
}

function traceparentOf({ trace: { traceId, spanId, sampled } }: Exchange): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
}
