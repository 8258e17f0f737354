import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseTimeSpan } from '../settings/parse-time-span.ts';
import { LineSplitter } from './line-splitter.ts';
import { parseJobName } from './parse-job-name.ts';
import { parseJson } from './parse-json.ts';
import { parseLine } from './parse-line.ts';

const GOLDEN = new URL('golden/lines.txt', import.meta.url);

/** The file has pairs of lines: what is sent, and what it is read as, with two blanks before it. */
function goldenPairs(): readonly (readonly [line: string, read: string])[] {
  const lines = readFileSync(GOLDEN, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  return Array.from({ length: lines.length / 2 }, (_, i) => [lines[2 * i]!, lines[2 * i + 1]!.trim()] as const);
}

test('every line of the golden file is read as it is written there', () => {
  const pairs = goldenPairs();
  assert.ok(pairs.length > 30);
  for (const [line, read] of pairs) {
    const parsed = parseLine(line);
    assert.equal(parsed.ok ? JSON.stringify(parsed.value) : `refused: ${parsed.reason}`, read, line);
  }
});

test('JSON says the same as lines do, and what it cannot say is refused with a sentence', () => {
  const read = (element: unknown) => {
    const parsed = parseJson(element);
    return parsed.ok ? parsed.value.signal : parsed.reason;
  };
  assert.deepEqual(read('42/100 copying'), { kind: 'progress', done: 42, total: 100, text: 'copying' });
  assert.deepEqual(read({ percent: 37.5 }), { kind: 'progress', done: 37.5, total: 100, text: '' });
  assert.deepEqual(read({ done: 3, total: 4, message: 'a\n b' }), { kind: 'progress', done: 3, total: 4, text: 'a b' });
  assert.deepEqual(read({ state: 'fail', exitCode: 3, message: 'full' }), { kind: 'fail', exitCode: 3, text: 'full' });
  assert.deepEqual(read({ state: 'log', message: '  indented' }), { kind: 'log', text: '  indented' });
  assert.match(read({ percent: '37' }) as string, /"percent" is a number from 0 to 100/);
  assert.match(read({ percent: 101 }) as string, /more than all/);
  assert.match(read({ done: 3 }) as string, /come together/);
  assert.match(read({ state: 'finished' }) as string, /one of start, running, done, fail, log/);
  assert.match(read({ state: 'fail', exitCode: 0 }) as string, /not 0/);
  assert.match(read({ progress: 3 }) as string, /nothing is known by the name "progress"/);
  assert.match(read({}) as string, /this says nothing/);
  for (const element of [null, 7, [], [[]], true]) assert.match(read(element) as string, /an element is an object/);
});

test('JSON may say when it was said, in milliseconds', () => {
  const atMs = Date.UTC(2026, 10, 28);
  assert.deepEqual(parseJson({ percent: 5, time: atMs }), {
    ok: true,
    value: { signal: { kind: 'progress', done: 5, total: 100, text: '', atMs }, run: undefined },
  });
  for (const time of [atMs / 1000, atMs + 0.5, -atMs, String(atMs), null]) {
    const parsed = parseJson({ percent: 5, time });
    assert.match(parsed.ok ? 'read' : parsed.reason, /^"time" is when it was said, in milliseconds since 1970/);
  }
});

test('names are letters, digits and a few marks; a refusal proposes the nearest one', () => {
  for (const name of ['nightly', 'db:backup@web1', 'größe-2', '3', 'Ночной']) {
    const parsed = parseJobName(name);
    assert.deepEqual(parsed, { ok: true, value: name });
  }
  for (const [name, proposed] of [
    ['night ly', 'night-ly'],
    ['-x', 'x'],
    ['../etc', 'etc'],
    ['<b>', 'b'],
    ['💥', 'nightly-backup'],
  ] as const) {
    const parsed = parseJobName(name);
    assert.ok(!parsed.ok && parsed.reason.endsWith(`as in ${proposed}.`), name);
  }
});

test('a body is cut into the same lines however it comes in pieces', () => {
  const body = Buffer.from('start\r\n10%\r20%\r\r\nlog ä€😀\n\n\n\xff\n'.replace('\xff', 'x'), 'utf8');
  const bad = Buffer.concat([body, Buffer.from([0x6c, 0xff, 0x0a]), Buffer.from('last')]);
  const whole = split([bad]);
  assert.deepEqual(
    whole.map(({ text }) => text),
    ['start', '10%', '20%', 'log ä€😀', 'x', undefined, 'last'],
  );
  for (let at = 1; at < bad.length; at++) assert.deepEqual(split([bad.subarray(0, at), bad.subarray(at)]), whole);
  assert.deepEqual(split(Array.from(bad, (_, i) => bad.subarray(i, i + 1))), whole);
});

test('of a line without an end no more is held than may be kept', () => {
  const splitter = new LineSplitter();
  for (let i = 0; i < 1000; i++) assert.deepEqual([...splitter.push(Buffer.alloc(64 * 1024, 'ä'))], []);
  const [line] = [...splitter.push(Buffer.from('\nnext\n'))];
  assert.ok(line!.text!.length <= 16 * 1024 && line!.text!.startsWith('ää'));
});

test('a message full of blanks is read at once, and a length of time without an end is none', () => {
  const began = performance.now();
  const parsed = parseJson({ message: ` a ${' '.repeat(500_000)}b \n\n c` });
  assert.ok(parsed.ok && parsed.value.signal.kind === 'message');
  assert.match(parsed.value.signal.text, /^a {500001}b c$/);
  assert.equal(parseTimeSpan('9'.repeat(500_000)), undefined);
  assert.equal(parseTimeSpan('1 h 30 min'), 5_400_000);
  assert.ok(performance.now() - began < 2000);
});

function split(pieces: readonly Uint8Array[]) {
  const splitter = new LineSplitter();
  return [...pieces.flatMap(piece => [...splitter.push(piece)]), ...splitter.end()];
}
