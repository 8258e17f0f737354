import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedClaims } from '../../app/testing/refused-claims.ts';

const queueFaults = {
  B2: 'every reader gets a copy of its own',
  B7: 'the queue of a reader that stalls grows for ever',
  B9: 'nobody is overtaken, and who comes back too late is not told what is missing',
  B10: 'nobody is put out either',
  B13: 'a second reservation is given out, and the first one may be committed again and again',
  B15: 'what readers hold is not counted',
  B16: 'memory is never written again, but allocated for each frame and reader',
};

const ringFaults = {
  B5: 'a client that pauses gets bytes of frames that were written over its own',
  B6: 'so do views in memory',
  B9: 'a reader that is overtaken all the time sees nothing but gaps, and always goes on at the very edge',
  B10: 'nobody is put out, as nobody is protected',
  B13: 'a second reservation is given the same memory as the first',
  B15: 'what readers hold is not counted',
  B16: 'memory is written again whoever looks at it',
  B17: 'readers that have ended still count as waiting',
};

for (const [name, faults] of Object.entries({ buffer: queueFaults, ring: ringFaults })) {
  test(`the naive ${name} keeps all promises of a stream buffer but these: ${Object.keys(faults).join(', ')}`, {
    concurrency: true,
  }, async () => {
    const { tried, refused, numbers } = await refusedClaims(new URL(`./${name}.claims.ts`, import.meta.url));
    assert.deepEqual(numbers, Object.keys(faults));
    assert.ok(refused.length < tried / 2, `${refused.length} of ${tried}`);
  });
}
