import { exchangeOf } from '../http/exchange.ts';
import type { Middleware } from '../http/middleware.ts';
import { nodeOutgoing } from '../http/node-outgoing.ts';
import { readCookie } from '../http/read-cookie.ts';
import type { Identity } from './identity.ts';
import { type AuthStore, SEEN_STEP_MS } from './store.ts';

export interface AuthenticatorOptions {
  readonly store: AuthStore;
  readonly cookieName: string;
  /** `loopback`: a request from this machine needs no token to write. */
  readonly ingest: 'token' | 'loopback';
  readonly now: () => number;
  /** Writes when somebody was seen last; called at most once a minute for each. */
  readonly touch: (identity: Identity) => void;
}

export interface Authenticator {
  readonly middleware: Middleware;
  /** Who is asking; undefined for nobody we know. */
  identify(request: Request): Identity | undefined;
}

/** Sessions and tokens whose last use is remembered between two writes. */
const MAX_REMEMBERED = 10_000;

/** The only form of identity without a secret: somebody on this machine, by the owner's explicit choice. */
const LOOPBACK: Identity = { kind: 'token', tokenId: 0, name: 'this machine', scope: 'ingest' };

/** Finds out who is asking, once per request, from the session cookie or a token. It refuses nobody; guards do. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { store, cookieName, now } = options;
  const touchedAt = new Map<string, number>();

  const middleware: Middleware = {
    name: 'authenticate',
    processRequest(exchange) {
      const identity = findIdentity(exchange.request);
      exchange.slot(middleware, () => identity);
      if (identity && identity !== LOOPBACK) remember(identity);
    },
  };

  const findIdentity = (request: Request): Identity | undefined => {
    const token = tokenOf(request);
    const byToken = token ? store.identifyToken(token) : undefined;
    if (byToken) return byToken;
    const secret = readCookie(request, cookieName);
    const bySession = secret ? store.identifySession(secret) : undefined;
    if (bySession) return bySession;
    return options.ingest === 'loopback' && isFromThisMachine(request) ? LOOPBACK : undefined;
  };

  const remember = (identity: Identity) => {
    const key = identity.kind === 'token' ? `token ${identity.tokenId}` : identity.sessionHash;
    const at = now();
    if (at - (touchedAt.get(key) ?? 0) < SEEN_STEP_MS) return;
    touchedAt.delete(key);
    touchedAt.set(key, at);
    if (touchedAt.size > MAX_REMEMBERED) touchedAt.delete(touchedAt.keys().next().value!);
    options.touch(identity);
  };

  return {
    middleware,
    identify: request => exchangeOf(request)?.slot(middleware, () => undefined as Identity | undefined),
  };
}

/** `Authorization: Bearer|Token X`, Basic with X as password, or `?k=X`; and `?p=X`, which Influx 1 clients send. */
function tokenOf(request: Request): string | undefined {
  const [scheme = '', credentials = ''] = (request.headers.get('authorization') ?? '').trim().split(/\s+/, 2);
  if (/^(bearer|token)$/i.test(scheme)) return credentials;
  if (/^basic$/i.test(scheme)) return Buffer.from(credentials, 'base64').toString().split(':').slice(1).join(':');
  const query = new URL(request.url).searchParams;
  return query.get('k') ?? query.get('p') ?? undefined;
}

const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

/** A request that a proxy passed on, or that a page of another site made, is not this machine's own. */
function isFromThisMachine(request: Request): boolean {
  const address = nodeOutgoing(request)?.req.socket.remoteAddress ?? '';
  if (!/^(127\.|::1$|::ffff:127\.)/.test(address)) return false;
  if (FORWARDING_HEADERS.some(name => request.headers.has(name))) return false;
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'none' || site === 'same-origin';
}
