import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '../testing/real-server.ts';
import { openLivePage } from './testing/live-page.ts';
import { untilOwnNumbers } from './testing/own-numbers.ts';
import { floodHome, furnish, PAGES } from './testing/pages.ts';
import { send, signIn } from './testing/visitor.ts';

const LIVE = 3;
const STALLED = 10;
const MORE_THAN_SOCKETS_HOLD_BYTES = 8 * 1024 * 1024;
/** What a screen keeps (1 MiB) and what slow viewers may hold beyond it (8 MiB), for Home and the other screens. */
const MOST_MEMORY_BYTES = 10 * 1024 * 1024;

test('X4 viewers that take nothing cost the others no event and the server no memory; they find the newest state', async t => {
  const server = await startServer();
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  const [path, areas] = PAGES.Home;
  const pages = await Promise.all(Array.from({ length: LIVE + STALLED }, () => openLivePage(visitor, path, areas)));
  t.after(() => {
    for (const page of pages) page[Symbol.dispose]();
  });
  for (const page of pages) page.connect();
  const [live, stalled] = [pages.slice(0, LIVE), pages.slice(LIVE)];
  for (const { client } of stalled) {
    await client.until(() => client.bytes > 0);
    client.socket.pause();
  }

  await floodHome(server, visitor, live[0]!.client, MORE_THAN_SOCKETS_HOLD_BYTES);
  for (const page of live) assert.equal(await page.expectSameAsFresh(), 0, 'every event, one after the other');
  // Numbers of a second ago may be of before the flood: each viewer that takes nothing holds the one piece it was given last.
  const numbers = await untilOwnNumbers(
    visitor,
    ({ telltale_streams_open: open, telltale_stream_leases: leases }) =>
      open! >= pages.length && leases === stalled.length,
  );
  const memoryBytes = numbers.telltale_stream_memory_bytes!;
  assert.ok(memoryBytes > 0 && memoryBytes < MOST_MEMORY_BYTES, `${memoryBytes} bytes`);

  for (const page of stalled) {
    assert.ok(page.client.bytes < live[0]!.client.bytes / 2);
    page.client.socket.resume();
    assert.equal(await page.expectSameAsFresh(), 1, 'one snapshot in the place of what it did not take');
  }
  await send(server, 'temperature', 30, { room: 'bath' });
  for (const page of pages) assert.equal(await page.expectSameAsFresh(), 0, 'and from there on every event, once');
});
