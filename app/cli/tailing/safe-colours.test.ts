import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { drawJson, drawText } from './draw-line.ts';
import { safeColours } from './safe-colours.ts';

const ESC = '\u001b';

test('colours stay and end with their line, all else that a terminal obeys is left out', () => {
  const cases: [string, string][] = [
    ['plain', 'plain'],
    [`${ESC}[31mred${ESC}[0m`, `${ESC}[31mred${ESC}[0m${ESC}[0m`],
    [`${ESC}[1;38;5;8mbold`, `${ESC}[1;38;5;8mbold${ESC}[0m`],
    [`${ESC}[38;2;8;5;6m${ESC}[48:5:6mx`, `${ESC}[38;2;8;5;6m${ESC}[48;5;6mx${ESC}[0m`],
    [`${ESC}[8mhidden${ESC}[5;31mblinks`, `hidden${ESC}[31mblinks${ESC}[0m`],
    [`${ESC}[2J${ESC}[1;1Hup${ESC}]0;title\u0007${ESC}]8;;http://x${ESC}\\link${ESC}c`, 'uplink'],
    [`${ESC}]52;c;aGk=`, '52;c;aGk='],
    [`${ESC}(Ba${ESC}`, 'a'],
    ['\u009b2Ja\rb\bc\u0000\u202e', '2Ja bc'],
  ];
  for (const [given, safe] of cases) assert.equal(safeColours(given), safe, JSON.stringify(given));
});

test('whatever a sender writes, no other sequence comes through, in text or JSON', t => {
  const seed = Date.now() % 2 ** 31;
  t.diagnostic(`seed ${seed}`);
  const random = createRandom(seed);
  const PIECES = [
    ESC,
    '[',
    ']',
    '0',
    '31',
    '38',
    ';',
    ':',
    '5',
    '8',
    'm',
    'J',
    'H',
    '\u0007',
    '\\',
    '\u009b',
    '\u009c',
    '?',
    ' ',
    'x',
    '\n',
    '\r',
    '\u007f',
  ];
  for (let round = 0; round < 20_000; round++) {
    const text = Array.from({ length: random(14) }, () => PIECES[random(PIECES.length)]).join('');
    const line = {
      seq: 1,
      time: '2026-06-01T12:00:00.000Z',
      stream: text,
      level: 'warn' as const,
      text,
      fields: { [text]: text },
    };
    for (const hasColour of [true, false]) {
      const drawn = drawText(hasColour)(line);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
      const rest = hasColour ? drawn.replace(/\u001b\[[0-9;]*m/g, '') : drawn;
      assert.doesNotMatch(rest.replaceAll('\n', ''), /\p{Cc}/u, `${seed} ${JSON.stringify(text)}`);
    }
    const json = drawJson(line);
    assert.doesNotMatch(json.slice(0, -1), /\p{Cc}/u, `${seed} ${JSON.stringify(text)}`);
    assert.deepEqual(JSON.parse(json), line);
  }
});
