import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { streamImages } from './stream-images.ts';

test('pictures go on with what comes when a server that was busy takes them again', async t => {
  const statuses = [503, 200];
  let heard = '';
  const server = createServer(async (request, response) => {
    const status = statuses.shift()!;
    if (status !== 200) {
      response.writeHead(status, { Connection: 'close' }).end('too much to do\n');
      return;
    }
    for await (const piece of request) heard += piece;
    response.end(`ok with ${request.headers.authorization}\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  let made = 0;
  /** A camera, which does not wait for anybody, until enough of it was heard. */
  const pieces = (async function* () {
    while (heard.split(' ').length < 10) {
      await setTimeout(5);
      yield Buffer.from(`${++made} `);
    }
  })();
  const waits: string[] = [];
  const at = (_bytes: number, more = '') => {
    if (more.includes('waiting')) waits.push(more);
  };
  const said = await streamImages({
    ...{ target: { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), token: 'w_x' } },
    ...{ href: '/img/cam', pieces, signal: new AbortController().signal },
    progress: { begin() {}, at, end() {} },
  });
  assert.deepEqual([said, waits], ['ok with Bearer w_x', [', waiting: too much to do']]);
  const numbers = heard.trim().split(' ').map(Number);
  assert.deepEqual(
    numbers,
    Array.from({ length: numbers.length }, (_, i) => made - numbers.length + 1 + i),
    'without a hole, to the last',
  );
});

test('what will never be taken ends it with the words of the server', async t => {
  const server = createServer((_request, response) =>
    response.writeHead(403, { Connection: 'close' }).end('no\n'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const pieces = (async function* () {
    for (;;) yield await new Promise<Buffer>(resolve => setImmediate(() => resolve(Buffer.from('picture'))));
  })();
  const sending = streamImages({
    ...{ target: { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), token: undefined } },
    ...{ href: '/img/cam', pieces, signal: new AbortController().signal },
    progress: { begin() {}, at() {}, end() {} },
  });
  await assert.rejects(sending, /answers 403: no/);
});
