import type { Middleware } from './middleware.ts';

export interface SecurityHeadersOptions {
  /** Whether people come by https only, and always will: browsers then refuse http for the time below. */
  readonly isAlwaysSecure?: boolean;
}

const HALF_A_YEAR_SECONDS = 15_768_000;

/**
 * Headers that keep a page's rights small, on every response, also on streams that are written to the socket.
 * A header that the handler has set itself stays: a page that may be framed says so itself.
 */
export function securityHeaders({ isAlwaysSecure = false }: SecurityHeadersOptions = {}): Middleware {
  const all = isAlwaysSecure ? [...SECURITY_HEADERS, STRICT_TRANSPORT] : SECURITY_HEADERS;
  return {
    name: 'security-headers',
    processResponse({ headers }) {
      for (const [name, value] of all) if (!headers.has(name)) headers.set(name, value);
    },
  };
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const STRICT_TRANSPORT = ['Strict-Transport-Security', `max-age=${HALF_A_YEAR_SECONDS}`] as const;

const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', CONTENT_SECURITY_POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
];
