import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import type { Reading } from '../history/reading.ts';
import { startCollector } from './collector.ts';
import type { Source } from './gauge.ts';

function source(name: string, everyMs: number, read: Source['read']): Source {
  return { name, everyMs, read };
}

/** Runs a collector through whole seconds of a mocked clock and gives the batches it appended. */
async function collect(sources: Source[], seconds: number) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 5000 });
  const batches: Reading[][] = [];
  const errors: string[] = [];
  const stop = new AbortController();
  startCollector({
    sources,
    now: Date.now,
    signal: stop.signal,
    onError: (error, name) => errors.push(`${name}: ${(error as Error).message}`),
    history: {
      append: async readings => {
        batches.push([...readings]);
        return { commit: batches.length, accepted: readings.length, created: [], refused: [] };
      },
    },
  });
  for (let i = 0; i < seconds; i++) {
    mock.timers.tick(1000);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  stop.abort();
  mock.timers.tick(5000);
  mock.timers.reset();
  return { batches, errors };
}

const one = async () => [{ metric: 'one', value: 1, unit: '' }];

test('appends what all sources say as one batch, on whole seconds', async () => {
  const { batches } = await collect([source('a', 1000, one), source('b', 1000, one)], 2);
  assert.deepEqual(
    batches.map(batch => batch.map(reading => reading.atMs)),
    [
      [6000, 6000],
      [7000, 7000],
    ],
  );
});

test('asks a slow source at its own pace, and at once at the start', async () => {
  const { batches } = await collect([source('fast', 1000, one), source('slow', 3000, one)], 4);
  assert.deepEqual(
    batches.map(batch => batch.length),
    [2, 1, 1, 2],
  );
});

test('a source that fails is reported and takes nothing from the others', async () => {
  const broken = async () => {
    throw new Error('no sensor');
  };
  const { batches, errors } = await collect([source('broken', 1000, broken), source('good', 1000, one)], 1);
  assert.equal(batches[0]!.length, 1);
  assert.deepEqual(errors, ['broken: no sensor']);
});

test('a source that is still busy is not asked again', async () => {
  let asked = 0;
  const never = () => {
    asked++;
    return new Promise<never>(() => {});
  };
  await collect([source('stuck', 1000, never)], 3);
  assert.equal(asked, 1);
});
