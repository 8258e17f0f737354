import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** The outcome of what needs nothing from outside any more. Fails when it takes more than some turns of the event loop. */
export async function settledSoon<T>(outcome: Promise<T>): Promise<T> {
  const late = (async (): Promise<never> => {
    for (let turn = 0; turn < 100; turn++) await nextTurn();
    assert.fail('did not settle within 100 turns of the event loop');
  })();
  return await Promise.race([outcome, late]);
}
