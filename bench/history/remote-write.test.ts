import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storeSnappy } from '../../app/testing/snappy.ts';
import { remoteWrite } from './remote-write.ts';
import { readFields } from './testing/read-fields.ts';
import { readSnappy } from './testing/read-snappy.ts';

test('a stored block reads as what was stored, of any length', () => {
  for (const length of [0, 1, 59, 60, 61, 255, 256, 65_535, 65_536, 200_000]) {
    const plain = Buffer.from(Array.from({ length }, (_, at) => (at * 31) % 251));
    assert.deepEqual(readSnappy(storeSnappy(plain)), plain);
  }
});

test('each point is a series with its name, its line and one sample', () => {
  const body = remoteWrite.encode([
    { name: 'l00007', atMs: 1_795_357_687_788, values: [12, 21.4, -0.125, 42] },
    { name: 'l24999', atMs: 127, values: [Number.MAX_SAFE_INTEGER, 1e-300, 0, 1] },
  ]);
  assert.deepEqual(readSeries(body), [
    { labels: { __name__: 'bench_counter', line: 'l00007' }, samples: [[12, 1_795_357_687_788]] },
    { labels: { __name__: 'bench_tenth', line: 'l00007' }, samples: [[21.4, 1_795_357_687_788]] },
    { labels: { __name__: 'bench_thousandth', line: 'l00007' }, samples: [[-0.125, 1_795_357_687_788]] },
    { labels: { __name__: 'bench_constant', line: 'l00007' }, samples: [[42, 1_795_357_687_788]] },
    { labels: { __name__: 'bench_counter', line: 'l24999' }, samples: [[Number.MAX_SAFE_INTEGER, 127]] },
    { labels: { __name__: 'bench_tenth', line: 'l24999' }, samples: [[1e-300, 127]] },
    { labels: { __name__: 'bench_thousandth', line: 'l24999' }, samples: [[0, 127]] },
    { labels: { __name__: 'bench_constant', line: 'l24999' }, samples: [[1, 127]] },
  ]);
});

function readSeries(body: Buffer) {
  return readFields(readSnappy(body)).map(series => {
    const fields = readFields(series.value as Buffer);
    const only = (wanted: number) =>
      fields.filter(({ field }) => field === wanted).map(({ value }) => readFields(value as Buffer));
    return {
      labels: Object.fromEntries(only(1).map(label => label.map(({ value }) => String(value)))),
      samples: only(2).map(sample => sample.map(({ value }) => value)),
    };
  });
}
