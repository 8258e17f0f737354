import { routes } from '../routes.ts';
import type { TestServer } from './real-server.ts';

/** A read token, made as a person does. */
export async function makeReadToken({ url, setupUrl }: Pick<TestServer, 'url' | 'setupUrl'>): Promise<string> {
  const setup = await fetch(setupUrl, { redirect: 'manual' });
  const cookie = setup.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ');
  const made = await fetch(url + routes.tokens.href(), {
    method: 'POST',
    headers: { Cookie: cookie, Origin: url },
    body: new URLSearchParams({ name: 'test', scope: 'read' }),
  });
  return /\br_[\w-]+(?=<)/.exec(await made.text())![0];
}
