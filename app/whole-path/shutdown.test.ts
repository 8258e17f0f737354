import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { floodHome, furnish, PAGES } from './testing/pages.ts';
import type { SseClient } from './testing/sse-client.ts';
import { signIn, type Visitor } from './testing/visitor.ts';
import { readKept, startWriters } from './testing/writers.ts';

const DEADLINE_MS = 10_000;
const WRITERS = 8;
const MORE_THAN_SOCKETS_HOLD_BYTES = 8 * 1024 * 1024;

async function openServer(t: TestContext, env: Readonly<Record<string, string>> = {}) {
  const server = await startServer({ env });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  return { server, visitor };
}

/** Two viewers of each page, which have heard something. */
async function openViewers(t: TestContext, visitor: Visitor): Promise<SseClient[]> {
  const viewers: SseClient[] = [];
  for (const [path] of Object.values(PAGES)) {
    const { streamPath } = await visitor.visit(path);
    viewers.push(visitor.stream(streamPath), visitor.stream(streamPath));
  }
  t.after(() => {
    for (const viewer of viewers) viewer.socket.destroy();
  });
  await Promise.all(viewers.map(viewer => viewer.until(() => viewer.events.length > 0)));
  return viewers;
}

async function expectOrderlyEnd(server: TestServer, viewers: readonly SseClient[], exitCode = 0): Promise<void> {
  const sinceMs = performance.now();
  assert.equal(await server.exited, exitCode, server.output);
  assert.ok(performance.now() - sinceMs < DEADLINE_MS);
  for (const viewer of viewers) {
    assert.equal(await viewer.ended, 'end', 'a whole response, no reset');
    assert.equal(viewer.events.at(-1)?.event, 'restart', 'it is asked to come back');
  }
  for (const file of Object.values(dataFiles(server.dataDir))) {
    const log = `${file}-wal`;
    assert.ok(!existsSync(log) || statSync(log).size === 0, `${log} is in the database`);
  }
}

test('X6 told to stop under load, it answers what it took, ends every stream with a word, empties its logs and exits with 0', async t => {
  const { server, visitor } = await openServer(t);
  const viewers = await openViewers(t, visitor);
  const writers = startWriters(server, WRITERS);
  await writers.hasWritten(50);
  server.signal('SIGTERM');
  await expectOrderlyEnd(server, viewers);
  await writers.ended;
  const { readings, lines } = readKept(server.dataDir);
  assert.deepEqual(
    writers.acknowledged.filter(each => !readings.has(each) || !lines.includes(each)),
    [],
  );
});

test('X6 told to stop twice, as by a terminal and by npm at once, and its output closed: it ends as orderly as ever', async t => {
  const { server, visitor } = await openServer(t);
  const viewers = await openViewers(t, visitor);
  server.closeOutput();
  assert.equal((await visitor.get(routes.settings.href())).status, 200, 'a line of the log that nobody reads');
  const writers = startWriters(server, WRITERS);
  await writers.hasWritten(50);
  server.signal('SIGINT');
  await viewers[0]!.until(() => viewers[0]!.events.at(-1)?.event === 'restart');
  for (const name of ['SIGINT', 'SIGTERM'] as const) server.signal(name);
  await expectOrderlyEnd(server, viewers);
  await writers.ended;
  const { readings } = readKept(server.dataDir);
  assert.deepEqual(
    writers.acknowledged.filter(each => !readings.has(each)),
    [],
  );
});

test('X6 a viewer that takes nothing does not keep it from ending', async t => {
  const { server, visitor } = await openServer(t);
  const { streamPath } = await visitor.visit(routes.home.href());
  using stalled = visitor.stream(streamPath);
  using witness = visitor.stream(streamPath);
  await stalled.until(() => stalled.events.length > 0);
  stalled.socket.pause();
  await floodHome(server, visitor, witness, MORE_THAN_SOCKETS_HOLD_BYTES);
  server.signal('SIGTERM');
  await expectOrderlyEnd(server, []);
});

test('X6 when it can no longer tell open pages what changes, it says so, and ends as orderly for a supervisor to start it anew', async t => {
  const fault = new URL('./testing/break-goodbyes.ts', import.meta.url).href;
  const { server, visitor } = await openServer(t, { NODE_OPTIONS: `--import=${fault}` });
  const viewers = await openViewers(t, visitor);
  await visitor.post(routes.logout.href());
  await expectOrderlyEnd(server, viewers, 1);
  assert.match(
    server.output,
    /supervisor.* error="Open pages can no longer be told what changes: no goodbye"\n.* stopping\n/,
  );
});
