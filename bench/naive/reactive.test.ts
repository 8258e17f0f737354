import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedClaims } from '../../app/testing/refused-claims.ts';

/** Rules of other projects that a queue per subscriber breaks, and why. */
const SOURCE_RULES = {
  'RS 1.9': 'who comes after the end gets no replay',
  'RS 3.14': 'a batch takes more than its turn',
  'RS 3.13': 'the abort signal goes on holding the subscriber',
  'tokio lagging_rx': 'the queue grows instead: nothing is lost, told or bounded',
  'tokio lagging_receiver_recovers_after_wrap_open': 'the same',
  'tokio ..._wrap_closed_1': 'the same',
  'tokio ..._wrap_closed_2': 'the same',
  'tokio single_capacity_recvs_after_drop': 'the same',
  'tokio receiver_len_with_lagged': 'the same',
  'tokio unconsumed_messages_are_dropped': 'nothing is kept for who comes later',
  'tokio#8239': 'no capacity, so no lag',
  'kotlinx testReplay2Extra1': 'no replay, and nothing is ever full',
  'kotlinx testDifferentBufferedFlowCapacities': 'the same',
  'kotlinx testBufferNoReplayCancelWhileBuffering': 'send() never waits',
  'kotlinx testSynchronousSharedFlowEmitterCancel': 'send() never waits, so it cannot be given up',
  'SharedFlow docs': 'nothing is kept for who comes later',
  'Effect sliding capacity 1, 2, 3': 'nothing slides',
  'Effect unsubscribing after a slide': 'nothing slides',
} as const;

const INVARIANTS = {
  D1: 'a stalled subscriber holds every value there was',
  D3: 'no history',
  D4: 'numbers begin anew after a restart',
  D5: 'no position can be named',
  D6: 'no newest value by key',
  D7: 'nobody makes the publisher wait',
  D8: 'every queue that is never read holds every value',
  D9: 'the abort signal goes on holding the subscriber',
  D10: 'a signal that is aborted already is not noticed',
  D11: 'no gaps',
  D12: 'no history',
} as const;

const OWN_RULES = ['onLag close', 'senders', 'history', 'numbers', 'events', 'batch', 'emit', 'filter', 'replay'];

test('a queue per subscriber breaks these rules, and keeps the others', async () => {
  const { tried, refused, numbers } = await refusedClaims(new URL('./reactive.claims.ts', import.meta.url));
  const rules = new Set(refused.map(name => name.slice(0, name.indexOf(': '))));
  const isInvariant = (rule: string) => /^D\d+$/.test(rule);
  assert.deepEqual(numbers, Object.keys(INVARIANTS));
  assert.deepEqual(
    [...rules].filter(rule => !isInvariant(rule)).sort(),
    [...Object.keys(SOURCE_RULES), ...OWN_RULES].sort(),
  );
  // It delivers in order, to everybody, ends well, and lets consumers come, go and throw.
  assert.deepEqual([tried, refused.length], [98, 69]);
});
