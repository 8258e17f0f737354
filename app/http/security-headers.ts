import type { Middleware } from './middleware.ts';

/**
 * Headers that keep a page's rights small, on every response, also on streams that are written to the socket.
 * A header that the handler has set itself stays: a page that may be framed says so itself.
 */
export function securityHeaders(): Middleware {
  return {
    name: 'security-headers',
    processResponse({ headers }) {
      for (const [name, value] of SECURITY_HEADERS) if (!headers.has(name)) headers.set(name, value);
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

const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Content-Security-Policy', CONTENT_SECURITY_POLICY],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
];
