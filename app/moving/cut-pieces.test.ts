import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_SAMPLE_LINE_BYTES } from '../ingest/openmetrics-place.ts';
import { createRandom } from '../testing/random.ts';
import { cutPieces, type Piece } from './cut-pieces.ts';

/** As a file or a pipe gives it: in chunks of any length. */
async function* inChunks(text: Buffer, lengthOf: () => number, error?: Error): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; ) {
    const length = lengthOf();
    yield text.subarray(at, at + length);
    at += length;
  }
  if (error) throw error;
}

const lines = (count: number) => Buffer.from(Array.from({ length: count }, (_, i) => `line ${i + 1}\n`).join(''));

test('however it comes, all of a text is in its pieces, and each begins with the line that it says', async () => {
  const random = createRandom(1);
  const text = Buffer.concat([lines(200_000), Buffer.from('the last, without an end')]);
  for (const max of [100, 1000, 300_000, 5_000_000]) {
    const cutAt = text.indexOf('line 123456\n');
    const pieces: Piece[] = [];
    for await (const piece of cutPieces(
      inChunks(text, () => 1 + random(max)),
      cutAt,
    ))
      pieces.push(piece);
    assert.ok(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(text));
    for (const { bytes, firstLine } of pieces.filter(({ firstLine }) => firstLine <= 200_000))
      assert.ok(bytes.toString().startsWith(`line ${firstLine}\n`));
    assert.ok(
      pieces.some(({ endByte }) => endByte === cutAt),
      'it is cut where it is told to',
    );
    assert.equal(pieces.at(-1)!.endByte, text.length);
  }
});

test('of a line that is too long the beginning comes, and what follows has its own number', async () => {
  const long = Buffer.alloc(MAX_SAMPLE_LINE_BYTES * 5, 'x');
  const text = Buffer.concat([lines(2), long, Buffer.from('\nafter\n')]);
  const pieces: [string, number, number][] = [];
  for await (const { bytes, endByte, firstLine } of cutPieces(
    inChunks(text, () => 100_000),
    0,
  ))
    pieces.push([bytes.toString(), endByte, firstLine]);
  assert.deepEqual(pieces, [
    ['line 1\nline 2\n', 14, 1],
    ['x'.repeat(MAX_SAMPLE_LINE_BYTES + 1), 14, 3],
    ['after\n', text.length, 4],
  ]);
});

test('of a text that breaks off the whole lines come, and then the error', async () => {
  const text = Buffer.concat([lines(10), Buffer.from('half a li')]);
  const said: string[] = [];
  const reading = async () => {
    for await (const { bytes } of cutPieces(
      inChunks(text, () => 7, new Error('gone')),
      0,
    ))
      said.push(bytes.toString());
  };
  await assert.rejects(reading, /gone/);
  assert.equal(said.join(''), lines(10).toString());
});
