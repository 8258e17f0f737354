import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { startServer } from '../testing/real-server.ts';
import { rounds } from '../testing/rounds.ts';
import { furnish, PAGES } from './testing/pages.ts';
import { openReturningViewer, type ReturningViewer } from './testing/returning-viewer.ts';
import { signIn } from './testing/visitor.ts';

const VIEWERS = rounds({ ci: 200, torture: 2000 });
/** All are one person at one address here. */
const ROOM = {
  TELLTALE_MAX_STREAMS: '3000',
  TELLTALE_MAX_STREAMS_PER_USER: '3000',
  TELLTALE_MAX_STREAMS_PER_ADDRESS: '3000',
};
const STOP_MS = 10_000;
const BACK_MS = 15_000;
/** Nine of ten are told to come back within no less, and all but two of a hundred do, however long the start takes. */
const SPREAD_MS = 3000;

test(`${VIEWERS} open streams: told to stop it ends in time, and after the next start all are back, spread over time`, async t => {
  const server = await startServer({ env: { ...ROOM, TELLTALE_LOG_LEVEL: 'warn' } });
  t.after(() => server.dispose());
  const visitor = await signIn(server);
  await furnish(server, visitor);
  const crowd = await gather(t, async n => {
    const [path] = Object.values(PAGES)[n % 2]!;
    const { streamPath } = await visitor.visit(path);
    return { url: server.url, path: streamPath, cookie: visitor.cookie };
  });

  const toldAtMs = performance.now();
  assert.equal(await server.stop(), 0, server.output);
  const stopMs = performance.now() - toldAtMs;
  t.diagnostic(`ended after ${stopMs.toFixed(0)} ms`);
  assert.ok(stopMs < STOP_MS, `${stopMs} ms`);

  const back = crowd.untilAllJoined();
  await server.start();
  const startedAtMs = performance.now();
  await back;
  const backAtMs = crowd.viewers.map(viewer => viewer.joinedAtMs.at(-1)! - startedAtMs).sort((a, b) => a - b);
  const [first, last] = [at(backAtMs, 0.01), at(backAtMs, 0.99)];
  const toldMs = crowd.viewers.map(viewer => viewer.toldMs[0]!).sort((a, b) => a - b);
  t.diagnostic(
    `back after ${backAtMs.map(Math.round).at(0)} to ${Math.round(backAtMs.at(-1)!)} ms, most ${Math.round(first)} to ${Math.round(last)}`,
  );
  assert.ok(backAtMs.at(-1)! < BACK_MS, `the last one after ${backAtMs.at(-1)} ms`);
  const toldWithinMs = at(toldMs, 0.95) - at(toldMs, 0.05);
  assert.ok(toldWithinMs >= SPREAD_MS, `nine of ten told to come within ${toldWithinMs} ms`);
  assert.ok(last - first >= SPREAD_MS, `nearly all came within ${last - first} ms`);

  for (const { toldMs, joinedAtMs, isLive } of crowd.viewers) {
    assert.deepEqual([toldMs.length, joinedAtMs.length, isLive], [1, 2, true], 'one farewell, one return');
  }
  assert.doesNotMatch(server.output, /error|fatal/);
});

const at = (sorted: readonly number[], part: number) => sorted[Math.floor((sorted.length - 1) * part)]!;

interface Crowd {
  readonly viewers: readonly ReturningViewer[];
  /** Resolves when each of them has joined once more. */
  untilAllJoined(): Promise<void>;
}

/** Opens them, and waits until each one has heard something. They come in steps, so that it is not the crowd that is tried. */
async function gather(t: TestContext, whereTo: (n: number) => Promise<Address>): Promise<Crowd> {
  const viewers: ReturningViewer[] = [];
  let joins = 0;
  let awaited = { joins: Number.POSITIVE_INFINITY, resolve() {} };
  const onJoin = () => ++joins >= awaited.joins && awaited.resolve();
  const until = (wanted: number) =>
    new Promise<void>(resolve => {
      awaited = { joins: wanted, resolve };
      if (joins >= wanted) resolve();
    });
  t.after(() => {
    for (const viewer of viewers) viewer[Symbol.dispose]();
  });
  const places = [await whereTo(0), await whereTo(1)];
  while (viewers.length < VIEWERS) {
    for (const place of places) viewers.push(openReturningViewer({ ...place, onJoin }));
    if (viewers.length % 100 === 0) await until(viewers.length);
  }
  await until(viewers.length);
  return { viewers, untilAllJoined: () => until(joins + viewers.length) };
}

type Address = Pick<Parameters<typeof openReturningViewer>[0], 'url' | 'path' | 'cookie'>;
