import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { test } from 'node:test';
import { toFetch } from './adapters/fetch.ts';
import { hostGuard } from './host-guard.ts';
import { compose } from './middleware.ts';
import { openHono } from './testing/hosts.ts';

const guard = hostGuard({ names: ['Workshop.local.'], publicUrl: 'https://dash.example/base' });
const handle = toFetch(compose(guard), () => new Response('in'));
const send = (host: string) => handle(new Request('http://localhost/', { headers: { host } }));

for (const host of [
  'localhost',
  'LOCALHOST:8355',
  'localhost.',
  'a.localhost:1',
  '127.0.0.1:8355',
  '192.168.0.7',
  '[::1]:8355',
  '[2001:db8::7]',
  'workshop.local:8355',
  'dash.example',
  'Dash.Example:443',
  'dash.example.',
]) {
  test(`${host} is served`, async () => assert.equal((await send(host)).status, 200));
}

for (const host of [
  'evil.example',
  'evil.example:8355',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'mylocalhost',
  '2130706433',
  '999.1.1.1',
  '[1.2.3.4]',
  '[::g]',
]) {
  test(`${host} is foreign`, async () => assert.ok([421, 400].includes((await send(host)).status)));
}

test('a foreign name is told which setting would make it ours', async () => {
  const response = await send('dash.other');
  assert.equal(response.status, 421);
  assert.match(
    await response.text(),
    /does not go by the name "dash\.other".*TELLTALE_PUBLIC_URL.*https:\/\/dash\.other$/,
  );
});

test('a malformed Host is a bad request', async () => {
  assert.equal((await send('localhost:port')).status, 400);
});

test('on a real connection a rebound name, a missing Host and two Hosts do not get in', async () => {
  await using open = await openHono(compose(guard), () => new Response('in'));
  const ask = async (head: string) => {
    const client = createConnection(Number(new URL(open.url).port), '127.0.0.1');
    client.end(`GET / HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
    const [data] = await once(client, 'data');
    client.destroy();
    return Number(/^HTTP\/1\.1 (\d+)/.exec(String(data))?.[1]);
  };
  assert.equal(await ask('Host: localhost\r\n'), 200);
  assert.equal(await ask('Host: evil.example\r\n'), 421);
  assert.equal(await ask(''), 400);
  assert.equal(await ask('Host: localhost\r\nHost: evil.example\r\n'), 400);
});
