import { hostOf } from './host-header.ts';
import { HttpError } from './http-error.ts';
import type { Middleware } from './middleware.ts';

export interface CrossSiteGuardOptions {
  /** The address that people use. Its origin is ours too: a proxy may hide it from the Host header. */
  readonly publicUrl?: string | URL | undefined;
  /** Requests that write although their method says that they do not, such as `GET /in/x?v=1`. */
  readonly isUnsafe?: (request: Request) => boolean;
}

/**
 * Stops other sites from writing with a visitor's rights: refuses, with 403, a writing request that a browser says comes
 * from elsewhere. Rules of Go's net/http.CrossOriginProtection: `Sec-Fetch-Site` decides where there is one, for it is
 * right even behind a proxy that changes Host; else `Origin` must be ours, and `null` is not. A request with neither is
 * no browser's and passes. Browsers send `Sec-Fetch-Site` only over https and to localhost, and no `Origin` with a GET:
 * a GET that writes over plain http cannot be judged, and passes.
 */
export function crossSiteGuard({ publicUrl, isUnsafe = () => false }: CrossSiteGuardOptions = {}): Middleware {
  const publicOrigin = publicUrl ? new URL(publicUrl).origin : undefined;
  return {
    name: 'cross-site-guard',
    processRequest({ request }) {
      if (SAFE_METHODS.has(request.method) && !isUnsafe(request)) return;
      if (isFromElsewhere(request, publicOrigin)) throw new HttpError(403, REFUSAL);
    },
  };
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

const REFUSAL =
  'This request was sent by a page of another site and could change something here, so it was refused. ' +
  'Do it from a page of this server. If it was one, set TELLTALE_PUBLIC_URL to the address that people use.';

function isFromElsewhere(request: Request, publicOrigin: string | undefined): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin' || site === 'none') return false;
  if (origin !== null && origin === publicOrigin) return false;
  if (site !== null) return true;
  return origin !== null && hostOfOrigin(origin) !== hostOf(request).toLowerCase();
}

/** Undefined for `null` and for what is no origin. The scheme is left out: a proxy in front may speak another one. */
function hostOfOrigin(origin: string): string | undefined {
  return URL.parse(origin)?.host || undefined;
}
