import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTime, parseTimeNumber } from './time.ts';

const atMs = Date.UTC(2026, 10, 22, 14, 3, 22, 788);

describe('a time', () => {
  for (const [text, expectedMs] of [
    ['1795356202', atMs - 788],
    ['1795356202.788', atMs],
    [' 1795356202788 ', atMs],
    ['1795356202788.9', atMs],
    ['1795356202788999', atMs],
    ['1795356202788000000', atMs],
    ['1795356202788999999', atMs],
    ['0', 0],
    ['2026-11-22T14:03:22.788Z', atMs],
    ['2026-11-22t14:03:22,788999999z', atMs],
    ['2026-11-22 14:03:22.788', atMs],
    ['2026-11-22T15:03:22.788+01:00', atMs],
    ['2026-11-22T15:03:22.788 0100', atMs],
    ['2026-11-22T04:33:22.788-09:30', atMs],
    ['2026-11-22T14:03', Date.UTC(2026, 10, 22, 14, 3)],
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['2199-12-31T23:59:59.999Z', Date.UTC(2200, 0, 1) - 1],
  ] as const) {
    it(`reads ${text}`, () => assert.deepEqual(parseTime(text), { ok: true, value: expectedMs }));
  }

  for (const text of [
    ...['', 'now', '-1', '1.5e9', '1795356202s', '12/31/2026', '22.11.2026', '9'.repeat(30), '0070-01-01'],
    ...['2026-02-30', '2026-13-01', '2026-11-22T24:00', '2026-11-22T14:60', '2026-11-22T14:03:60', '2026-11-22T14'],
    ...['1969-12-31', '2200-01-01', '9000000000000000000', '1970-01-01T00:00+01:00'],
  ]) {
    it(`refuses ${text || 'nothing'} with a sentence`, () => {
      const result = parseTime(text);
      assert.match(result.ok ? 'accepted' : result.reason, /(1970|2026).*\.$/);
    });
  }

  it('keeps whole milliseconds of nanoseconds that a double cannot hold', () => {
    for (let ms = atMs; ms < atMs + 5000; ms++) assert.deepEqual(parseTimeNumber(ms * 1e6), { ok: true, value: ms });
  });

  it('keeps whole milliseconds of seconds with a fraction', () => {
    for (let ms = atMs; ms < atMs + 5000; ms++) assert.deepEqual(parseTimeNumber(ms / 1000), { ok: true, value: ms });
  });
});
