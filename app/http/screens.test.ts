import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpError } from './http-error.ts';
import { runScreen } from './run-screen.ts';
import type { Screen } from './screen.ts';
import { createScreens, MAX_SCREENS } from './screens.ts';
import { type QuietScreen, quietScreen } from './testing/quiet-screen.ts';

const LINGER_MS = 30_000;

test('all who look at once share one screen, also while it starts', async () => {
  const screens = createScreens();
  const quiet = quietScreen();
  const holds = await Promise.all([1, 2, 3].map(() => screens.hold('a', quiet.start)));
  assert.equal(quiet.starts, 1);
  assert.ok(holds.every(hold => hold.screen === quiet.screen));
  const other = await screens.hold('b', quietScreen().start);
  assert.notEqual(other.screen, quiet.screen);
  assert.equal(screens.count, 2);
});

test('tells what all screens keep for their viewers, and how much of it is on its way', async () => {
  const screens = createScreens();
  const [one, other] = [quietScreen('1'), quietScreen('1')];
  await Promise.all([screens.hold('a', one.start), screens.hold('b', other.start)]);
  assert.deepEqual(screens.stats(), { memoryBytes: 0, leases: 0 });
  const { cursor } = one.screen.join(one.screen.cursor);
  for (const quiet of [one, other]) quiet.show('2');
  const result = cursor.read();
  assert.ok(result.kind === 'data');
  const { memoryBytes } = one.screen.stats();
  assert.deepEqual(screens.stats(), { memoryBytes: 2 * memoryBytes, leases: 1 });
  result.lease.release();
  assert.equal(screens.stats().leases, 0);
});

test('durations of all screens of one kind are counted together, the first drawing too, also when the screens have ended', async () => {
  const screens = createScreens();
  const start = () => runScreen(async () => ({ draw: () => [], stop() {} }), assert.ifError);
  for (const name of ['board a', 'board b', 'home']) await screens.hold(name, start);
  screens.end(() => true);
  assert.deepEqual(
    [...screens.timings].map(([kind, { draw }]) => [kind, draw.count]),
    [
      ['board', 2],
      ['home', 1],
    ],
  );
});

test('a screen that nobody looks at is kept warm for half a minute, then ended', async t => {
  const { screens, quiet, pass } = open(t);
  const [first, second] = [await screens.hold('a', quiet.start), await screens.hold('a', quiet.start)];
  first[Symbol.dispose]();
  pass(10 * LINGER_MS);
  assert.equal(screens.count, 1, 'somebody looks still');
  second[Symbol.dispose]();
  pass(LINGER_MS - 1);
  const third = await screens.hold('a', quiet.start);
  pass(LINGER_MS);
  assert.deepEqual([quiet.starts, screens.count], [1, 1], 'came back in time');
  third[Symbol.dispose]();
  pass(LINGER_MS);
  await nextTurn();
  assert.deepEqual([screens.count, quiet.stops, isClosed(quiet.screen)], [0, 1, true]);
});

test('a hold given back twice counts once', async t => {
  const { screens, quiet, pass } = open(t);
  const hold = await screens.hold('a', quiet.start);
  await screens.hold('a', quiet.start);
  hold[Symbol.dispose]();
  hold[Symbol.dispose]();
  pass(LINGER_MS);
  assert.equal(screens.count, 1);
});

test('a screen that cannot start fails for all who wait for it, and is tried anew by the next', async () => {
  const screens = createScreens();
  const failing = Promise.withResolvers<never>();
  const holds = [screens.hold('a', () => failing.promise), screens.hold('a', () => failing.promise)];
  failing.reject(new Error('no disk'));
  for (const hold of holds) await assert.rejects(hold, /no disk/);
  await assert.rejects(
    screens.hold('a', () => {
      throw new Error('at once');
    }),
    /at once/,
  );
  assert.equal(screens.count, 0);
  const quiet = quietScreen();
  assert.equal((await screens.hold('a', quiet.start)).screen, quiet.screen);
});

test('a screen that lost its feed ends for its viewers, and the next one gets a new screen', async () => {
  const screens = createScreens();
  const [old, fresh] = [quietScreen(), quietScreen()];
  const hold = await screens.hold('a', old.start);
  old.lose();
  await nextTurn();
  assert.deepEqual([screens.count, old.stops, isClosed(old.screen)], [0, 1, true]);
  assert.equal((await screens.hold('a', fresh.start)).screen, fresh.screen);
  hold[Symbol.dispose]();
  assert.equal(fresh.stops, 0);
});

test('a late release or loss of an ended screen does not touch the one that took its name', async t => {
  const { screens, quiet: old, pass } = open(t);
  const hold = await screens.hold('a', old.start);
  screens.end(name => name === 'a');
  const fresh = quietScreen();
  await screens.hold('a', fresh.start);
  hold[Symbol.dispose]();
  old.lose();
  await nextTurn();
  pass(LINGER_MS);
  await nextTurn();
  assert.deepEqual([screens.count, fresh.stops, old.stops], [1, 0, 1]);
});

test('ends the screens that match, those that only start included', async () => {
  const screens = createScreens();
  const quiets = { 'board a': quietScreen(), 'board b': quietScreen(), home: quietScreen() };
  const starting = Promise.withResolvers<void>();
  const slow = quietScreen();
  const holds = Object.entries(quiets).map(([name, quiet]) => screens.hold(name, quiet.start));
  const waiting = screens.hold('board slow', () => starting.promise.then(slow.start));
  await Promise.all(holds);
  screens.end(name => name.startsWith('board '));
  starting.resolve();
  await waiting;
  await nextTurn();
  assert.deepEqual(
    [...Object.values(quiets), slow].map(quiet => quiet.stops),
    [1, 1, 0, 1],
  );
  assert.equal(screens.count, 1);
});

test('beyond the limit idle screens make room, and without one a new screen is refused for now', async () => {
  const screens = createScreens();
  const quiet = quietScreen(); // one stands for all: only their number counts here
  const holds = [];
  for (let i = 0; i < MAX_SCREENS; i++) holds.push(await screens.hold(`held ${i}`, quiet.start));
  const refusal = await screens.hold('one more', quiet.start).catch((error: unknown) => error);
  assert.ok(refusal instanceof HttpError);
  assert.deepEqual([refusal.status, refusal.headers['Retry-After']], [503, '30']);
  assert.equal((await screens.hold('held 7', quiet.start)).screen, quiet.screen, 'those that run are still had');
  holds[3]![Symbol.dispose]();
  await screens.hold('one more', quiet.start);
  assert.equal(screens.count, MAX_SCREENS);
  const before = quiet.starts;
  await assert.rejects(screens.hold('held 3', quiet.start), HttpError);
  assert.equal(quiet.starts, before);
  screens.end(() => true);
});

function open(t: TestContext): {
  screens: ReturnType<typeof createScreens>;
  quiet: QuietScreen;
  pass(ms: number): void;
} {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  return { screens: createScreens(), quiet: quietScreen(), pass: ms => t.mock.timers.tick(ms) };
}

function isClosed(screen: Screen): boolean {
  return screen.join(screen.cursor).cursor.read().kind === 'end';
}
