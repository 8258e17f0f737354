import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { routes } from '../app/routes.ts';
import type { TestServer } from '../app/testing/real-server.ts';
import { expect, test } from './fixtures.ts';
import { chooseCredentials, makeToken } from './people.ts';
import { CHANGES, PAGES } from './protected-routes.ts';

test('a foreign Host is refused with 421, whatever is asked', async ({ server }) => {
  for (const host of ['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example']) {
    for (const [method, path] of [
      ['GET', routes.home.href()],
      ['GET', routes.healthz.href()],
      ['POST', routes.inMany.href({}, { k: server.writeToken })],
    ] as const) {
      const answer = await ask(server, { method, path, headers: { Host: host } });
      expect([answer.statusCode, await text(answer)], `${method} ${path} at ${host}`).toEqual([
        421,
        expect.stringContaining('does not go by the name'),
      ]);
    }
  }
  for (const host of [`localhost:${server.port}`, '127.0.0.1', '[::1]:1234', 'telltale.localhost']) {
    expect(
      (await ask(server, { method: 'GET', path: routes.healthz.href(), headers: { Host: host } })).statusCode,
      host,
    ).toBe(200);
  }
});

test('a page of another site can change nothing, not with the cookie of its visitor', async ({ owner, server }) => {
  const [session] = await owner.context().cookies();
  const Cookie = `${session!.name}=${session!.value}`;
  const foreign = [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: server.url },
    { 'Sec-Fetch-Site': 'same-site' },
  ];
  for (const headers of foreign) {
    for (const href of [
      ...CHANGES,
      routes.login.href(),
      routes.logout.href(),
      routes.inMany.href({}, { k: server.writeToken }),
    ]) {
      const answer = await ask(server, { method: 'POST', path: href, headers: { Cookie, ...headers } });
      expect(answer.statusCode, `${href} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  const writingGet = routes.inOne.href({ metric: 'stolen' }, { v: 1, k: server.writeToken });
  const byImage = await ask(server, { method: 'GET', path: writingGet, headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(byImage.statusCode, 'an image of another site that writes').toBe(403);
  await owner.reload();
  await expect(owner.getByRole('heading', { name: 'Home' }), 'still signed in').toBeVisible();
});

test('every answer has a strict content security policy', async ({ owner, server }) => {
  const hrefs = [
    ...PAGES.slice(0, 4),
    routes.login.href(),
    routes.healthz.href(),
    '/nothing',
    routes.setup.href({}, { code: 'wrong' }),
  ];
  for (const href of hrefs) {
    const headers = (await owner.request.get(href, { maxRedirects: 0 })).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, href).toContain("default-src 'none'");
    expect(policy, href).toContain("script-src 'self';");
    expect(policy, href).toContain("style-src 'self';");
    for (const directive of ["base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
      expect(policy, href).toContain(directive);
    expect(policy, href).not.toMatch(/unsafe|\*|https?:|script-src[^;]*data:/);
    expect(headers['x-content-type-options'], href).toBe('nosniff');
    expect(headers['referrer-policy'], href).toBe('same-origin');
  }
  const stream = await fetch(server.url + routes.homeLive.href());
  expect(stream.headers.get('content-security-policy'), 'a stream').toContain("default-src 'none'");
});

test('the session cookie is HttpOnly and SameSite=Lax, and its name tells servers of one machine apart', async ({
  owner,
  server,
}) => {
  const all = await owner.context().cookies();
  const cookies = all.filter(({ name }) => name !== 'telltale_zone');
  expect(cookies, 'beside the time zone, which is no secret').toHaveLength(1);
  expect(cookies[0]).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    name: expect.stringContaining(String(server.port)),
  });
});

test.describe('behind https', () => {
  test.use({ serverEnv: { TELLTALE_PUBLIC_URL: 'https://telltale.example' } });

  test('the session cookie is Secure, and the public name is known', async ({ server }) => {
    const { pathname, search } = new URL(server.setupUrl);
    expect(server.setupUrl).toContain('https://telltale.example/');
    const answer = await ask(server, { method: 'GET', path: pathname + search, headers: { Host: 'telltale.example' } });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure/);
  });
});

test('the data folder and the write token can be read by their owner only, and no secret lies in the databases', async ({
  owner,
  server,
}) => {
  const password = 'correct horse battery';
  await chooseCredentials(owner, { name: 'mara', password });
  const secrets = {
    'the write token': server.writeToken,
    'a read token': await makeToken(owner, 'reader', 'read'),
    'the session': (await owner.context().cookies())[0]!.value,
    'the one-time code': new URL(server.setupUrl).searchParams.get('code')!,
    'the password': password,
  };
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect(mode(server.dataDir)).toBe('700');
  expect(mode(join(server.dataDir, 'write-token'))).toBe('600');
  const files = readdirSync(server.dataDir).filter(name => name !== 'write-token');
  expect(files).toContain('state.db');
  for (const file of files) {
    const bytes = readFileSync(join(server.dataDir, file));
    for (const [name, secret] of Object.entries(secrets))
      expect(bytes.includes(secret), `${name} in ${file}`).toBe(false);
  }
  const afterGreeting = server.output.slice(server.output.indexOf('listens on'));
  for (const [name, secret] of Object.entries(secrets))
    expect(afterGreeting.includes(secret), `${name} in the log`).toBe(false);
});

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `fetch` sets the headers that browsers set; here they can be anything. */
function ask(server: TestServer, asked: Asked): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server.port, agent: false, ...asked };
    httpRequest(options, resolve).once('error', reject).end();
  });
}
