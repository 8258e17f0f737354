import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseValue } from './value.ts';

describe('a value', () => {
  it('is a decimal number, or true or false', () => {
    const numbers = { '21.4': 21.4, ' 21.4\r\n': 21.4, '+1': 1, '-.5': -0.5, '1.': 1, '1e3': 1000, true: 1, False: 0 };
    for (const [text, value] of Object.entries(numbers)) assert.deepEqual(parseValue(text), { ok: true, value }, text);
  });

  for (const [text, reason] of [
    ['21,4', '"21,4" has a decimal comma; write 21.4.'],
    ['', 'there is no number; send one, as in 21.4.'],
    ['-Infinity', '"-Infinity" is not finite; leave the reading out when there is no value.'],
    ['1e400', '"1e400" is not finite; leave the reading out when there is no value.'],
    ['40%', '"40%" is more than a number; send 40 alone, the unit goes into unit=.'],
    ['1\n2', '"1\\n2" is more than one line; send many readings to /in.'],
    ['0x10', '"0x10" is not a number; send a number, as in 21.4, or true or false.'],
    ['1.2.3', '"1.2.3" is not a number; send a number, as in 21.4, or true or false.'],
    ['1_000', '"1_000" is not a number; send a number, as in 21.4, or true or false.'],
    ['a'.repeat(99), `"${'a'.repeat(40)}…" is not a number; send a number, as in 21.4, or true or false.`],
  ] as const) {
    it(`refuses ${JSON.stringify(text.slice(0, 12))} and says what to write`, () => {
      assert.deepEqual(parseValue(text), { ok: false, reason });
    });
  }
});
