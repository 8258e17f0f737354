import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { canMount, mountSmallDisk } from '../testing/small-disk.ts';
import { readVisiblePoints } from './testing/read-visible-points.ts';
import { send, sendMany, signIn, type Visitor } from './testing/visitor.ts';

/** A real disk of 12 MB that is really full. Where nothing can be mounted, `npm test` says that these are left out. */
const onDisks = { skip: !canMount() };

const FULL = /^The disk of the server is full: nothing was stored\. Make room there, and send it again\./;
const PAGES = [
  routes.home.href(),
  routes.explore.href(),
  routes.series.href({}, { key: 'kept' }),
  routes.settings.href(),
  routes.healthz.href(),
  routes.readyz.href(),
];

test(
  'on a full disk senders are told so, pages go on, and with room readings are stored again by themselves',
  onDisks,
  async t => {
    const { server, disk, visitor } = await startOnSmallDisk(t);
    await isStored(send(server, 'kept', 1));
    disk.fill();
    const many = Array.from({ length: 5000 }, (_, s) => ({ metric: 'lost', labels: { s: `${s}` }, value: 1 }));
    await isRefused(send(server, 'lost', 2));
    await isRefused(sendMany(server, many));
    await isRefused(visitor.post(routes.tokens.href(), { name: 'a token', scope: 'read' }));
    await isWellRead(visitor);
    assert.match(
      await troublesOf(visitor),
      /The disk is full\. No reading is stored.*Make room on the disk of .*data/s,
    );
    disk.free();
    await isStored(send(server, 'kept', 3));
    assert.doesNotMatch(await troublesOf(visitor), /No reading is stored/);
    assert.deepEqual(keptBy(server), { kept: [1, 3] });
  },
);

test(
  'killed on a full disk it starts there again, serves what it has, and loses nothing that it acknowledged',
  onDisks,
  async t => {
    const { server, disk, visitor } = await startOnSmallDisk(t);
    const acknowledged: number[] = [];
    for (let value = 1; value <= 20; value++) {
      await isStored(send(server, 'kept', value));
      acknowledged.push(value);
    }
    disk.fill();
    await isRefused(send(server, 'kept', 21));
    await server.kill();
    disk.fill(); // what the end gave back
    await server.start();
    await isWellRead(visitor);
    await isRefused(send(server, 'kept', 22));
    assert.deepEqual(keptBy(server), { kept: acknowledged });
    disk.free();
    await isStored(send(server, 'kept', 23));
    assert.deepEqual(keptBy(server), { kept: [...acknowledged, 23] });
  },
);

test('what a job says on a full disk is refused, said under Settings, and counts again with room', onDisks, async t => {
  const { server, disk, visitor } = await startOnSmallDisk(t);
  const say = (body: string) =>
    fetch(server.url + routes.jobSignal.href({ name: 'nightly' }, { k: server.writeToken }), { method: 'POST', body });
  assert.equal((await say('start')).status, 200);
  disk.fill();
  const refused = await say('42/100');
  assert.equal(refused.status, 503);
  assert.match(await refused.text(), FULL);
  assert.match(await troublesOf(visitor), /Nothing that jobs say is kept/);
  await server.kill();
  disk.fill();
  await server.start();
  assert.equal((await say('42/100')).status, 503);
  disk.free();
  assert.match(await (await say('50/100')).text(), /^ok nightly 50 % \(run 1/);
  assert.doesNotMatch(await troublesOf(visitor), /Nothing that jobs say is kept/);
});

test('an orderly end on a full disk is one, and nothing is lost by it', onDisks, async t => {
  const { server, disk } = await startOnSmallDisk(t);
  await isStored(send(server, 'kept', 1));
  disk.fill();
  await isRefused(send(server, 'kept', 2));
  assert.equal(await server.stop(), 0);
  disk.free();
  await server.start();
  assert.deepEqual(keptBy(server), { kept: [1] });
});

async function startOnSmallDisk(t: TestContext) {
  const disk = mountSmallDisk(t, 12);
  const server = await startServer({
    dataDir: join(disk.folder, 'data'),
    env: { TELLTALE_HOST_METRICS: 'off' },
  });
  t.after(() => server.dispose());
  return { server, disk, visitor: await signIn(server) };
}

async function isStored(answer: Promise<Response>): Promise<void> {
  const { status } = await answer;
  assert.equal(status, 200);
}

async function isRefused(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '10');
  assert.match(await response.text(), FULL);
}

async function isWellRead(visitor: Visitor): Promise<void> {
  for (const path of PAGES) assert.equal((await visitor.get(path)).status, 200, path);
}

async function troublesOf(visitor: Visitor): Promise<string> {
  return (await visitor.get(routes.settings.href())).text();
}

/** The values of each series, by time. */
function keptBy(server: TestServer): Record<string, number[]> {
  const kept = readVisiblePoints(dataFiles(server.dataDir).history);
  return Object.fromEntries([...kept].map(([key, points]) => [key, [...points.values()]]));
}
