import { HttpError } from './http-error.ts';
import type { Exchange, Middleware } from './middleware.ts';

export interface BearerAuthOptions<T> {
  /** Who has this token; undefined for nobody. Compare secrets by their hashes, so that time tells nothing. */
  readonly identify: (token: string) => T | undefined | Promise<T | undefined>;
  readonly realm?: string;
  /** Requests that need no token. Default: none. */
  readonly isOpen?: (exchange: Exchange) => boolean;
}

export interface BearerAuth<T> extends Middleware {
  /** Whose token came with the request; undefined where none is needed and none came. */
  identityOf(exchange: Exchange): T | undefined;
}

/** Lets through who sends `Authorization: Bearer TOKEN` (RFC 6750), and remembers who it is. Others get 401. */
export function bearerAuth<T>({ identify, realm = 'api', isOpen }: BearerAuthOptions<T>): BearerAuth<T> {
  const self: BearerAuth<T> = {
    name: 'bearer-auth',
    async processRequest(exchange) {
      const token = BEARER.exec(exchange.header('authorization') ?? '')?.[1];
      const identity = token === undefined ? undefined : await identify(token);
      if (identity === undefined && !isOpen?.(exchange)) throw refusal(realm, token !== undefined);
      exchange.slot(self, () => identity);
    },
    identityOf: exchange => exchange.slot<T | undefined>(self, () => undefined),
  };
  return self;
}

const BEARER = /^Bearer +([\w\-.~+/]+=*) *$/i;

function refusal(realm: string, isWrong: boolean): HttpError {
  const challenge = `Bearer realm="${realm}"${isWrong ? ', error="invalid_token"' : ''}`;
  const sentence = isWrong ? 'This token is not known.' : 'Send a token: "Authorization: Bearer TOKEN".';
  return new HttpError(401, sentence, { headers: { 'WWW-Authenticate': challenge } });
}
