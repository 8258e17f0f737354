import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { AuditLine } from '../audit/store.ts';
import { routes } from '../routes.ts';
import { startServer } from '../testing/real-server.ts';

const SLUG = 'house';
const PRESS = routes.panelControl.href({ slug: SLUG, panel: 'door' });

test('a server that is killed between the press and its webhook posts it when it is back, by the same key', async t => {
  const device = createServer();
  device.listen(0, '127.0.0.1');
  await once(device, 'listening');
  t.after(() => {
    device.close();
    device.closeAllConnections();
  });
  const { port } = device.address() as AddressInfo;
  const server = await startServer({ env: { TELLTALE_WEBHOOKS_TO: 'machine', TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const opened = await fetch(server.setupUrl, { redirect: 'manual' });
  const Cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
  const headers = { Cookie, Accept: 'application/json', 'Content-Type': 'application/json' };
  const ask = (path: string, init: RequestInit = {}) => fetch(server.url + path, { headers, ...init });
  const sends = { to: 'webhook', url: `http://127.0.0.1:${port}/door` };
  const panels = [{ id: 'door', kind: 'control', title: 'Door', w: 6, h: 4, control: 'button', sends }];
  const body = JSON.stringify({ format: 'telltale-dashboard', schema: 1, slug: SLUG, title: 'House', panels });
  assert.equal((await ask(routes.dashboards.href(), { method: 'POST', body })).status, 201);

  // It hears of the press, and never answers: what became of it is not known when the server dies.
  const first = once(device, 'request');
  const pressed = await ask(PRESS, { method: 'POST', body: '{}' });
  assert.equal(pressed.status, 202);
  const [unanswered] = await first;
  await server.kill();

  const second = once(device, 'request');
  await server.start();
  const [request, response] = await second;
  assert.equal(request.headers['idempotency-key'], unanswered.headers['idempotency-key']);
  response.writeHead(200).end();

  const settled = async (): Promise<string> => {
    const { newest } = (await (await ask(PRESS)).json()) as { newest: { outcome: string } };
    return newest.outcome;
  };
  while ((await settled()) === 'waiting') await new Promise(setImmediate);
  assert.equal(await settled(), 'sent');
  const { lines } = (await (await ask(routes.audit.href({}, { action: 'control' }))).json()) as { lines: AuditLine[] };
  assert.deepEqual(
    lines.map(({ who, action, outcome }) => [who, action, outcome]),
    [
      ['owner', 'control sent', 'done'],
      ['owner', 'control pressed', 'done'],
    ],
  );
});
