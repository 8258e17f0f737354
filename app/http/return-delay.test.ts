import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmxConfig } from '../../components/live.tsx';
import { createRandom } from '../testing/random.ts';
import { returnDelayMs } from './return-delay.ts';

test('viewers of a server that stops are told times that lie evenly over more than three seconds', () => {
  const random = createRandom(1);
  const told = Array.from({ length: 1000 }, () => returnDelayMs(random)).sort((a, b) => a - b);
  assert.ok(told.at(-50)! - told[50]! > 3000, `${told[50]} to ${told.at(-50)}`);
  for (let second = 1; second <= 3; second++) {
    const share = told.filter(ms => ms >= second * 1000 && ms < (second + 1) * 1000).length / told.length;
    assert.ok(share > 0.2 && share < 0.35, `${share} of all in second ${second}`);
  }
});

test('no page is told to wait longer than it does by itself', () => {
  assert.equal(
    returnDelayMs(() => 1),
    htmxConfig.sse.reconnectMaxDelay,
  );
});
