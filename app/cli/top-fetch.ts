import { RefusedError } from '../backup/refused-error.ts';
import { routes } from '../routes.ts';
import { whyUnreachable } from './host-post.ts';
import type { Target } from './target.ts';
import type { TopBoard } from './top-boards.ts';

const TIMEOUT_MS = 15_000;
const CURE = 'Give a read token by --token-file or TELLTALE_TOKEN; Settings makes them.';

/** Asks the server. @throws RefusedError with a sentence when it does not answer, or with anything but what was asked for. */
export async function fetchForTop({ url, token }: Target, href: string, accept: string): Promise<Response> {
  const headers = { Accept: accept, ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(new URL(href, url), { headers, signal, redirect: 'manual' }).catch(error => {
    throw new RefusedError(`${url.origin} does not answer (${whyUnreachable(error)}).`, { cause: error });
  });
  if (response.ok) return response;
  if (response.status === 401) throw new RefusedError(`${url.origin} wants a token it knows. ${CURE}`);
  if (response.status === 403) throw new RefusedError(`This token may not read from ${url.origin}. ${CURE}`);
  throw new RefusedError((await response.text()).trim() || `${url.origin} answers ${response.status}.`);
}

export interface TextWish {
  readonly columns: number;
  /** Empty for the usual one. */
  readonly range: string;
}

/** A dashboard as text, once. */
export async function fetchText(target: Target, { slug }: TopBoard, { columns, range }: TextWish): Promise<string> {
  const href = routes.dashboard.href({ slug }, { columns, ...(range !== '' && { range }) });
  return (await fetchForTop(target, href, 'text/plain')).text();
}
