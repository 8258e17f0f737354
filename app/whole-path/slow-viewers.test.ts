import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../testing/real-server.ts';
import { openLivePage } from './testing/live-page.ts';
import { readOwnNumbers, untilOwnNumbers } from './testing/own-numbers.ts';
import { floodHome, furnish, PAGES } from './testing/pages.ts';
import { openSlowLink } from './testing/slow-link.ts';
import { openSse } from './testing/sse-client.ts';
import { send, signIn, type Visitor } from './testing/visitor.ts';

const LIVE = 2;
const SLOW = 5;
const BYTES_PER_SECOND = 1000;
/** So long it goes on after their sockets are full. Who makes no room in 30 s is cut off. */
const SECONDS = 4;
const MORE_EACH_SECOND_BYTES = 1024 * 1024;
const MORE_THAN_SOCKETS_HOLD_BYTES = 8 * 1024 * 1024;
/** What a screen keeps (1 MiB) and what slow viewers may hold beyond it (8 MiB), for Home and the other screens. */
const MOST_MEMORY_BYTES = 10 * 1024 * 1024;

test('X4 a viewer that takes 1 kB a second has one piece on its way and no queue, and finds the newest state', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  using link = await openSlowLink(server.port, BYTES_PER_SECOND);
  const over: Visitor = {
    ...visitor,
    stream: path => openSse({ url: link.url, path, headers: [`Cookie: ${visitor.cookie}`] }),
  };
  const [path, areas] = PAGES.Home;
  const live = await Promise.all(Array.from({ length: LIVE }, () => openLivePage(visitor, path, areas)));
  const slow = await Promise.all(Array.from({ length: SLOW }, () => openLivePage(over, path, areas)));
  const pages = [...live, ...slow];
  t.after(() => {
    for (const page of pages) page[Symbol.dispose]();
  });
  for (const page of pages) page.connect();
  for (const { client } of slow) await client.until(() => client.bytes > 0);

  await floodHome(server, visitor, live[0]!.client, MORE_THAN_SOCKETS_HOLD_BYTES);
  // How much the system takes for a socket differs from one to the other.
  while ((await readOwnNumbers(visitor)).telltale_stream_leases! < SLOW)
    await floodHome(server, visitor, live[0]!.client, MORE_EACH_SECOND_BYTES);
  for (let left = SECONDS; left > 0; left--) {
    await floodHome(server, visitor, live[0]!.client, MORE_EACH_SECOND_BYTES);
    const numbers = await untilOwnNumbers(visitor, ({ telltale_streams_open: open }) => open! > 0);
    const leases = numbers.telltale_stream_leases!;
    assert.ok(leases <= pages.length, `${leases} pieces on their way to ${pages.length} viewers`);
    assert.ok(numbers.telltale_stream_memory_bytes! < MOST_MEMORY_BYTES);
  }
  assert.ok(link.bytes / SLOW < 64 * BYTES_PER_SECOND, `${link.bytes} bytes: it was slow`);
  for (const page of live) assert.equal(await page.expectSameAsFresh(), 0, 'every event, one after the other');

  link.hurry();
  for (const page of slow) assert.equal(await page.expectSameAsFresh(), 1, 'one snapshot in the place of all else');
  await send(server, 'temperature', 30, { room: 'bath' });
  for (const page of pages) assert.equal(await page.expectSameAsFresh(), 0, 'and from there on every event, once');
});
