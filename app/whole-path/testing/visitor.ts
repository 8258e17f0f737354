import { routes } from '../../routes.ts';
import type { TestServer } from '../../testing/real-server.ts';
import { openSse, type SseClient, type SseRequest } from './sse-client.ts';

/** The owner's browser, as far as HTTP goes. */
export interface Visitor {
  /** `name=value` of its session. */
  readonly cookie: string;
  get(path: string, accept?: string): Promise<Response>;
  /** As a form of a page does. Follows no redirect. */
  post(path: string, form?: Readonly<Record<string, string>>): Promise<Response>;
  /** A page as it was drawn. */
  visit(path: string): Promise<SeenPage>;
  /** A stream, as the page connects, or connects again. */
  stream(path: string, lastId?: string, options?: StreamOptions): SseClient;
}

export type StreamOptions = Pick<SseRequest, 'cutAfterBytes' | 'isGzip'>;

export interface SeenPage {
  readonly html: string;
  /** Its stream, with the cursor that it was drawn at. */
  readonly streamPath: string;
  readonly cursor: string;
}

/** Signs in by the one-time address of the first start. */
export async function signIn({ url, setupUrl }: TestServer): Promise<Visitor> {
  const answer = await fetch(setupUrl, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`No session was opened: ${answer.status} ${await answer.text()}`);
  const headers = { Cookie: cookie, Origin: url };

  const get = (path: string, accept = 'text/html') => fetch(url + path, { headers: { ...headers, Accept: accept } });
  return {
    cookie,
    get,
    post: (path, form = {}) =>
      fetch(url + path, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' }),
    async visit(path) {
      const response = await get(path);
      const html = await response.text();
      const streamPath = /hx-sse:connect="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      if (!response.ok || !streamPath) throw new Error(`${path} is no live page: ${response.status}\n${html}`);
      return { html, streamPath, cursor: new URL(streamPath, url).searchParams.get('cursor')! };
    },
    stream: (path, lastId, options) =>
      openSse({ url, path, headers: [`Cookie: ${cookie}`], ...(lastId !== undefined && { lastId }), ...options }),
  };
}

/** Sends one reading with the write token, and gives the answer. */
export function send(server: TestServer, metric: string, value: number, labels: Readonly<Record<string, string>> = {}) {
  const href = routes.inOne.href({ metric }, { ...labels, k: server.writeToken });
  return fetch(server.url + href, { method: 'POST', body: String(value) });
}

/** Sends readings in one request, which are kept in one commit, or none of them. */
export function sendMany(server: TestServer, readings: readonly object[]) {
  return fetch(server.url + routes.inMany.href(), {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.writeToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(readings),
  });
}
