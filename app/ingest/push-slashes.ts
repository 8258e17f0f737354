import type { Middleware } from '../http/middleware.ts';
import { routes } from '../routes.ts';

const PUSHES = routes.pushJob.href({ job: 'x' }).replace(/\/x$/, '');
const ENCODED_SLASH = /%2f/i;

/**
 * Clients of a Pushgateway write a slash within a value as `%2F`, which no route with more labels takes, so that no path can
 * hide in one. It goes on in base64, as the same address may be written: `/metrics/job/x/host@base64/YS9i`.
 */
export const pushSlashes: Middleware = {
  name: 'push-slashes',
  processRequest(exchange) {
    if (!exchange.path.startsWith(PUSHES) || !ENCODED_SLASH.test(exchange.path)) return undefined;
    const url = new URL(exchange.request.url);
    const path = inBase64(url.pathname);
    if (path === undefined) return undefined; // the router says what is wrong with it
    url.pathname = path;
    return new Request(url, exchange.request);
  },
};

/** Undefined: some of it is not percent-encoded as it should be. */
function inBase64(path: string): string | undefined {
  const base = routes.metrics.href();
  const parts = path.slice(base.length + 1).split('/');
  for (let at = 0; at + 1 < parts.length; at += 2) {
    if (!ENCODED_SLASH.test(parts[at + 1]!)) continue;
    const value = decode(parts[at + 1]!);
    if (value === undefined) return undefined;
    parts[at] += '@base64';
    parts[at + 1] = Buffer.from(value).toString('base64url');
  }
  return `${base}/${parts.join('/')}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // The platform has no other way to ask whether the escapes are well formed.
  }
}
