import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { LogLine } from '../logs/log-line.ts';
import { logLimits } from './log-limits.ts';
import { LogTextReader, parseLogText } from './log-text.ts';

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const context = { stream: 'app', labels: { host: 'boat' } };
const folder = new URL('golden/log-text/', import.meta.url);

describe('lines of logs', () => {
  for (const file of readdirSync(folder).filter(name => name.endsWith('.in'))) {
    it(`reads ${file} as written down, however it is cut into pieces`, () => {
      const body = readFileSync(new URL(file, folder));
      const expected = JSON.parse(readFileSync(new URL(file.replace(/in$/, 'expected.json'), folder), 'utf8'));
      assert.deepEqual(brief(parseLogText(body, { ...context, nowMs })), expected);
      for (const size of [1, 7, 100])
        assert.deepEqual(brief(inPieces(body, () => size)), expected, `pieces of ${size}`);
    });
  }

  it('gives what waits for a line to follow when nothing comes, and goes on with another entry', () => {
    const reader = new LogTextReader(context);
    assert.deepEqual(texts(reader.push(Buffer.from('Error: boom\n    at f\n'), nowMs)), []);
    assert.ok(reader.isOpen);
    assert.deepEqual(texts(reader.flush(nowMs)), ['Error: boom\n    at f']);
    assert.ok(!reader.isOpen);
    assert.deepEqual(texts(reader.push(Buffer.from('    at g\nnext\n'), nowMs)), ['    at g']);
    assert.deepEqual(texts(reader.end(nowMs)), ['next']);
  });

  it('cuts a line and an entry that are too long, and says how long they were', () => {
    const [long] = parseLogText(Buffer.from(`${'x'.repeat(1_000_000)}\n`), { ...context, nowMs });
    assert.equal(Buffer.byteLength(long!.text), logLimits.textBytes);
    assert.match(long!.fields.cut!, /^of 2621\d\d bytes$/);
    const trace = `Error: deep\n${'    at f\n'.repeat(1200)}`;
    const lines = parseLogText(Buffer.from(trace), { ...context, nowMs }).map(({ text }) => text.split('\n').length);
    assert.deepEqual(lines, [500, 500, 201]);
  });

  it('keeps a line that is nothing but a priority of syslog as it came', () => {
    assert.deepEqual(texts(parseLogText(Buffer.from('<11>\n<13> \n<11>boom\n'), { ...context, nowMs })), [
      '<11>',
      '<13> ',
      'boom',
    ]);
  });

  it('leaves out a byte order mark at the beginning, and no other, however it is cut into pieces', () => {
    for (const [bytes, text] of [
      [[0xef, 0xbb, 0xbf, 0x61], 'a'],
      [[0xef, 0xbb, 0xef, 0xbb, 0xbf, 0x61], '\ufffd\ufeffa'],
      [[0x61, 0xef, 0xbb, 0xbf], 'a\ufeff'],
    ] as const)
      for (const size of [1, 2, 3, 4, 9]) assert.deepEqual(texts(inPieces(Buffer.from(bytes), () => size)), [text]);
  });

  it('has no halves of characters, which JSON can write', () => {
    const [whole, message] = parseLogText(Buffer.from('{"a":"\\ud800"}\n{"msg":"x\\ud800"}\n'), { ...context, nowMs });
    assert.equal(message!.text, 'x\ufffd');
    assert.ok(whole!.text.isWellFormed());
  });

  it('is not held up by lines that are made to take long', () => {
    const bad = [
      'a.'.repeat(50_000),
      '('.repeat(100_000),
      'a=b '.repeat(20_000),
      `${'a=b '.repeat(60)}!`,
      '"'.repeat(100_000),
    ];
    const startMs = performance.now();
    const heads = ['', 'panic: x\n', 'Traceback (most recent call last):\n', '/a.js:1\n', '2026-11-22T14:03:22Z '];
    for (const head of heads)
      for (const line of bad) parseLogText(Buffer.from(`${head}${line}\n`), { ...context, nowMs });
    assert.ok(performance.now() - startMs < 2000, `${performance.now() - startMs} ms`);
  });
});

function inPieces(body: Buffer, size: () => number): LogLine[] {
  const reader = new LogTextReader(context);
  const lines: LogLine[] = [];
  for (let at = 0; at < body.length; ) {
    const end = at + size();
    lines.push(...reader.push(body.subarray(at, end), nowMs));
    at = end;
  }
  return [...lines, ...reader.end(nowMs)];
}

function texts(lines: readonly LogLine[]): string[] {
  return lines.map(({ text }) => text);
}

/** Without what is the same in all of them. */
function brief(lines: readonly LogLine[]) {
  return lines.map(({ atMs, level, text, fields: { host: _, ...fields } }) => ({
    ...(atMs !== nowMs && { at: new Date(atMs).toISOString() }),
    level,
    text,
    ...(Object.keys(fields).length > 0 && { fields }),
  }));
}
