import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createRedrawer } from './redrawer.ts';

const MIN_INTERVAL_MS = 250;
const MAX_INTERVAL_MS = 1100;

test('draws about once a second when nobody asks', t => {
  const { drawnAtMs, pass } = start(t);
  pass(3500);
  assert.deepEqual(drawnAtMs, [1100, 2200, 3300]);
});

test('the first request is drawn at once', t => {
  const { redrawer, drawnAtMs, pass } = start(t);
  redrawer.request();
  assert.deepEqual(drawnAtMs, [], 'but not inside of the request');
  pass(1);
  assert.equal(drawnAtMs.length, 1);
});

test('however often it is asked, it draws four times a second and in time for the last request', t => {
  const { redrawer, drawnAtMs, pass } = start(t);
  let lastRequestMs = 0;
  for (let atMs = 0; atMs < 5000; atMs += 10) {
    redrawer.request();
    lastRequestMs = atMs;
    pass(10);
  }
  pass(MIN_INTERVAL_MS);
  assert.ok(drawnAtMs.length >= 20 && drawnAtMs.length <= 22, `${drawnAtMs.length} drawings in five seconds`);
  assert.ok(intervalsOf(drawnAtMs).every(ms => ms >= MIN_INTERVAL_MS));
  assert.ok(drawnAtMs.at(-1)! >= lastRequestMs);
});

test('a request long after the last drawing does not wait', t => {
  const { redrawer, drawnAtMs, pass } = start(t);
  pass(1600);
  redrawer.request();
  pass(1);
  assert.deepEqual(drawnAtMs.length, 2);
  assert.ok(drawnAtMs[1]! < 1610);
});

test('a drawing on request puts the next one of time off', t => {
  const { redrawer, drawnAtMs, pass } = start(t);
  pass(500);
  redrawer.request();
  pass(1 + MAX_INTERVAL_MS);
  assert.equal(drawnAtMs.length, 2);
  assert.ok(intervalsOf(drawnAtMs)[0]! >= MAX_INTERVAL_MS);
});

test('who asks each second, a little late, is drawn once each second', t => {
  const { redrawer, drawnAtMs, pass } = start(t);
  for (let second = 0; second < 20; second++) {
    redrawer.request();
    pass(1000 + (second % 50));
  }
  assert.equal(drawnAtMs.length, 20);
});

test('a drawing may ask for the next one', t => {
  const { redrawer, drawnAtMs, pass } = start(t, () => redrawer.request());
  pass(MAX_INTERVAL_MS + 4 * MIN_INTERVAL_MS);
  assert.equal(drawnAtMs.length, 5);
});

test('nothing is drawn after the stop, whenever it comes', t => {
  for (const prepare of [() => {}, ({ request }: { request: () => void }) => request()]) {
    const { redrawer, drawnAtMs, pass } = start(t);
    prepare(redrawer);
    redrawer.stop();
    redrawer.request();
    pass(5000);
    assert.deepEqual(drawnAtMs, []);
  }
  const { redrawer, drawnAtMs, pass } = start(t, () => redrawer.stop());
  pass(5000);
  assert.equal(drawnAtMs.length, 1);
});

/** A redrawer on a clock that moves only by `pass`. */
function start(t: TestContext, onDraw = () => {}) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const drawnAtMs: number[] = [];
  let nowMs = 0;
  const redrawer = createRedrawer(
    () => {
      drawnAtMs.push(nowMs);
      onDraw();
    },
    () => nowMs,
  );
  const pass = (ms: number) => {
    for (let i = 0; i < ms; i++) {
      nowMs++;
      t.mock.timers.tick(1);
    }
  };
  return { redrawer, drawnAtMs, pass };
}

function intervalsOf(timesMs: readonly number[]): number[] {
  return timesMs.slice(1).map((atMs, i) => atMs - timesMs[i]!);
}
