import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Point } from '@influxdata/influxdb-client';
import { parseInfluxReadings } from './testing/parse-influx-readings.ts';

describe('what the official client of InfluxDB writes', () => {
  it('is read back as it was meant, whatever characters its texts hold', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const [measurement, tag, text] = [texts(seed * 3), texts(seed * 3 + 1), texts(seed * 3 + 2)];
      const value = Math.sin(seed) * 10 ** (seed % 12);
      const point = new Point(`m${measurement}`)
        .tag(`t,=${seed}`, tag)
        .floatField('f =,', value)
        .intField('i', seed)
        .booleanField('b', seed % 2 === 0)
        .stringField('s', text)
        .timestamp(`1795357687788${String(seed).padStart(6, '0')}`);
      const parsed = parseInfluxReadings(Buffer.from(`${point.toLineProtocol()}\n`), 0);
      assert.deepEqual(parsed.problems, [], String(point));
      assert.deepEqual(parsed.readings.map(reading => reading.value).sort(), [seed % 2 ? 0 : 1, seed, value].sort());
      assert.deepEqual(parsed.readings[0]?.labels, { [`t,=${seed}`]: tag });
      assert.deepEqual([parsed.logLines[0]?.text, parsed.logLines[0]?.atMs], [text, 1_795_357_687_788]);
    }
  });
});

/** Text of a few characters, each of which has a meaning somewhere. No backslash at the end: there it escapes what follows. */
function texts(seed: number): string {
  const alphabet = ['a', ',', ' ', '=', '"', '\\', 'ü', '😀', '#', '.', '1'];
  let text = '';
  for (let rest = seed * 2_654_435_761; rest >= 1; rest = Math.floor(rest / alphabet.length)) {
    text += alphabet[rest % alphabet.length];
  }
  return `${text}z`;
}
