import { routes } from '../app/routes.ts';
import { openStream, type StreamEvent } from './event-stream.ts';
import { test as base, expect } from './fixtures.ts';
import { startNginx } from './nginx.ts';
import { chooseCredentials, makeToken, signIn } from './people.ts';
import { readSeries, send } from './readings.ts';

const MARA = { name: 'mara', password: 'correct horse battery' };

/** With a default nginx in front of the server; `front` is its address. */
const test = base.extend<{ front: string }>({
  front: async ({ server }, use) => {
    const nginx = await startNginx(`http://127.0.0.1:${server.port}`);
    await use(nginx.url);
    await nginx.stop();
  },
});

for (const coding of ['gzip', 'identity']) {
  test(`live events come through a default nginx at once, ${coding}`, async ({ owner, server, front }) => {
    const Authorization = `Bearer ${await makeToken(owner, 'reader', 'read')}`;
    const headers = { Authorization, 'Accept-Encoding': coding };
    const head = await fetch(front + routes.homeLive.href(), { method: 'HEAD', headers });
    expect(head.headers.get('content-encoding')).toBe(coding === 'gzip' ? coding : null);
    const stream = openStream(front + routes.homeLive.href(), { headers });
    expect((await stream.next()).done, 'the first event').toBe(false);
    for (const value of [21.4, 22.9, 19.5]) {
      await send(server, { metric: 'temperature', value });
      const answeredAt = performance.now();
      const ms = Math.round((await eventWith(stream, `>${value}<`)).atMs - answeredAt);
      console.log(`${value} came through nginx ${ms} ms after its answer`);
      expect(ms).toBeLessThan(1000);
    }
    await stream.return(undefined);
  });
}

test('a person signs in behind it, and the page is live', async ({ owner, server, front, visit }) => {
  await chooseCredentials(owner, MARA);
  const page = await visit({ baseURL: front });
  await page.goto(routes.home.href());
  await signIn(page, MARA);
  await expect(page).toHaveURL(front + routes.home.href());
  await send(server, { metric: 'temperature', value: 21.4 });
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toContainText('21.4');
});

test('without a token nothing is written through it', async ({ owner, server, front }) => {
  const href = routes.inOne.href({ metric: 'stolen' });
  expect((await fetch(front + href, { method: 'POST', body: '1' })).status).toBe(401);
  expect((await fetch(`${front}${href}?v=1`)).status).toBe(401);
  expect(await readSeries(owner.request, 'stolen')).toEqual([]);
  const answer = await fetch(front + href, {
    method: 'POST',
    body: '1',
    headers: { Authorization: `Bearer ${server.writeToken}` },
  });
  expect(await answer.text()).toBe('ok stolen = 1 (new)\n');
});

test.describe('with TELLTALE_INGEST=loopback', () => {
  test.use({ serverEnv: { TELLTALE_INGEST: 'loopback' } });
  const href = routes.inOne.href({ metric: 'open_door' });

  test('who writes from this machine needs no token, but a page of another site and a forwarded request do', async ({
    server,
  }) => {
    const write = async (headers: Readonly<Record<string, string>> = {}) =>
      (await fetch(server.url + href, { method: 'POST', body: '1', headers })).status;
    expect(await write()).toBe(200);
    expect(await write({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
      expect(await write({ [header]: '1.2.3.4' }), header).toBe(401);
  });

  test('it must not be set behind a proxy that says nothing of itself: the whole world then writes as this machine', async ({
    front,
  }) => {
    const answer = await fetch(front + href, { method: 'POST', body: '1', headers: { Connection: 'close' } });
    expect(answer.status, 'a default nginx cannot be told from this machine; --help and the README say so').toBe(200);
  });
});

/** Reads on; a `for` loop would end the stream when it is left. */
async function eventWith(stream: AsyncGenerator<StreamEvent>, text: string): Promise<StreamEvent> {
  for (;;) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended before ${text} came.`);
    if (value.data.includes(text)) return value;
  }
}
