import type { Page } from '@playwright/test';
import { routes } from '../app/routes.ts';
import { openWebSocket } from '../app/testing/web-socket-client.ts';
import { LINK_LOST } from './complaints.ts';
import { openStream, type StreamEvent } from './event-stream.ts';
import { test as base, expect } from './fixtures.ts';
import { chooseCredentials, makeToken, signIn } from './people.ts';
import { PROXIES, type ReverseProxy } from './proxies.ts';
import { readSeries, send } from './readings.ts';
import { type RunningProxy, startProxy } from './start-proxy.ts';

const MARA = { name: 'mara', password: 'correct horse battery' };
const QUICK_MS = 1000;
/** What a proxy holds back comes when its buffer is full or the body ends, which is never here. */
const PASSED_ON_MS = 5000;
const HEALED_MS = 10_000;

for (const proxy of PROXIES.filter(({ program }) => program !== undefined))
  base.describe(proxy.name, () => behind(proxy));

function behind(proxy: ReverseProxy): void {
  /** With the proxy in front of the server. */
  const test = base.extend<{ front: RunningProxy }>({
    front: async ({ server }, use) => {
      const front = await startProxy(proxy, server.port);
      await use(front);
      await front[Symbol.asyncDispose]();
    },
  });

  test('live events come through at once, the first one too', async ({ owner, server, front }) => {
    const Authorization = `Bearer ${await makeToken(owner, 'reader', 'read')}`;
    const openedAt = performance.now();
    const stream = openStream(front.url + routes.homeLive.href(), { headers: { Authorization } });
    const first = await stream.next();
    expect(first.done, 'the first event').toBe(false);
    expect(first.value!.atMs - openedAt).toBeLessThan(QUICK_MS);
    for (const value of [21.4, 22.9, 19.5]) {
      await send(server, { metric: 'temperature', value });
      const answeredAt = performance.now();
      const ms = Math.round((await eventWith(stream, `>${value}<`)).atMs - answeredAt);
      console.log(`${value} came through ${proxy.name} ${ms} ms after its answer`);
      expect(ms).toBeLessThan(QUICK_MS);
    }
    await stream.return(undefined);
  });

  test('lines of an endless body and of a stream of text pass as they come', async ({ owner, server }) => {
    await using front = await startProxy(proxy, server.port, proxy.more);
    const Authorization = `Bearer ${await makeToken(owner, 'reader', 'read')}`;
    const lines = openLines(front.url + routes.logsLive.href(), {
      headers: { Authorization, Accept: 'application/json' },
    });
    const body = new TransformStream<Uint8Array, Uint8Array>();
    const writer = body.writable.getWriter();
    const answer = fetch(front.url + routes.logStream.href({ stream: 'app' }, { k: server.writeToken }), {
      ...{ method: 'POST', body: body.readable, duplex: 'half' },
    } as RequestInit);
    for (const line of ['first', 'second']) {
      const sentAt = performance.now();
      await writer.write(new TextEncoder().encode(`${line} line\n`));
      await lineWith(lines, `${line} line`);
      const ms = Math.round(performance.now() - sentAt);
      console.log(`${line} line came through ${proxy.name} ${ms} ms after it was sent`);
      expect(ms).toBeLessThan(PASSED_ON_MS);
    }
    await writer.close();
    expect(await (await answer).text()).toBe('ok 2 lines to app\n');
    await lines.return(undefined);
  });

  test('web sockets pass', async ({ server }) => {
    await using front = await startProxy(proxy, server.port, proxy.more);
    const headers = { Authorization: `Bearer ${server.writeToken}` };
    const client = await openWebSocket(front.url + routes.socketIn.href(), { headers });
    expect((await client.next()).type).toBe('open');
    client.send('temperature 21.4');
    expect(await client.next()).toEqual(expect.objectContaining({ type: 'ack', upTo: 1, accepted: 1 }));
    client.socket.close();
  });

  test('a person signs in behind it, and the page is live', async ({ owner, server, front, visit }) => {
    const page = await signInAt(front.url, owner, visit);
    await expect(page).toHaveURL(front.url + routes.home.href());
    await send(server, { metric: 'temperature', value: 21.4 });
    await expect(inbox(page)).toContainText('21.4');
  });

  test('a page heals by itself after a restart of the proxy, and after one of the server', async ({
    owner,
    server,
    front,
    visit,
    complaints,
  }) => {
    test.setTimeout(120_000);
    complaints.expect(LINK_LOST, /status (of )?50[234]/);
    const page = await signInAt(front.url, owner, visit);
    await send(server, { metric: 'temperature', value: 19.5 });
    await expect(inbox(page)).toContainText('19.5');
    for (const [part, value] of [
      [front, 21.4],
      [server, 22.9],
    ] as const) {
      await part.stop();
      await expect(page.locator('.banner--link')).toContainText('Link lost');
      await part.start();
      const startedAt = performance.now();
      await send(server, { metric: 'temperature', value });
      await expect(inbox(page)).toContainText(String(value), { timeout: HEALED_MS });
      console.log(
        `behind ${proxy.name} the page was right ${Math.round(performance.now() - startedAt)} ms after the start`,
      );
    }
  });

  test('without a token nothing is written through it', async ({ owner, server, front }) => {
    const href = routes.inOne.href({ metric: 'stolen' });
    expect((await fetch(front.url + href, { method: 'POST', body: '1' })).status).toBe(401);
    expect((await fetch(`${front.url}${href}?v=1`)).status).toBe(401);
    expect(await readSeries(owner.request, 'stolen')).toEqual([]);
    const answer = await fetch(front.url + href, {
      method: 'POST',
      body: '1',
      headers: { Authorization: `Bearer ${server.writeToken}` },
    });
    expect(await answer.text()).toBe('ok stolen = 1 (new)\n');
  });

  test.describe('with TELLTALE_INGEST=loopback', () => {
    test.use({ serverEnv: { TELLTALE_INGEST: 'loopback' } });
    const claim = proxy.isOpen
      ? 'what it forwards needs a token, for it says that it does'
      : 'it must not be set behind a proxy that says nothing of itself: the whole world then writes as this machine';

    test(claim, async ({ front }) => {
      const href = routes.inOne.href({ metric: 'open_door' });
      const answer = await fetch(front.url + href, { method: 'POST', body: '1', headers: { Connection: 'close' } });
      expect(answer.status, '--help and the README say so').toBe(proxy.isOpen ? 401 : 200);
    });
  });
}

base.describe('with TELLTALE_INGEST=loopback', () => {
  base.use({ serverEnv: { TELLTALE_INGEST: 'loopback' } });

  base(
    'who writes from this machine needs no token, but a page of another site and a forwarded request do',
    async ({ server }) => {
      const href = routes.inOne.href({ metric: 'open_door' });
      const write = async (headers: Readonly<Record<string, string>> = {}) =>
        (await fetch(server.url + href, { method: 'POST', body: '1', headers })).status;
      expect(await write()).toBe(200);
      expect(await write({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
      for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via'])
        expect(await write({ [header]: '1.2.3.4' }), header).toBe(401);
    },
  );
});

const inbox = (page: Page) => page.getByRole('region', { name: 'Inbox' }).getByRole('listitem').first();

async function signInAt(baseURL: string, owner: Page, visit: (options: { baseURL: string }) => Promise<Page>) {
  await chooseCredentials(owner, MARA);
  const page = await visit({ baseURL });
  await page.goto(routes.home.href());
  await signIn(page, MARA);
  return page;
}

/** Reads on; a `for` loop would end the stream when it is left. */
async function eventWith(stream: AsyncGenerator<StreamEvent>, text: string): Promise<StreamEvent> {
  for (;;) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`The stream ended before ${text} came.`);
    if (value.data.includes(text)) return value;
  }
}

async function* openLines(url: string, init: RequestInit): AsyncGenerator<string> {
  const response = await fetch(url, init);
  expect(response.status).toBe(200);
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) yield piece;
}

async function lineWith(lines: AsyncGenerator<string>, text: string): Promise<void> {
  for (let read = ''; !read.includes(text); ) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The stream ended before ${text} came.`);
    read += value;
  }
}
