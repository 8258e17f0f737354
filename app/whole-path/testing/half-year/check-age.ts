import assert from 'node:assert/strict';
import type { LifeState } from './live-through.ts';
import { DAY_MS } from './lodger.ts';

/** A check that right after a sweep nothing is kept for longer than it should be, and nothing is gone before its time. */
export function checkAge(keepMs: number): (state: LifeState) => void {
  return ({ nowMs, kept, sent }) => {
    const fromMs = nowMs - keepMs;
    const oldestMs = kept[0] ?? nowMs;
    assert.ok(oldestMs >= fromMs, `kept for ${(nowMs - oldestMs) / DAY_MS} days`);
    const first = sent.findLastIndex(ms => ms < fromMs) + 1;
    assert.equal(kept.length, sent.length - first, 'what is kept is what is young');
  };
}
