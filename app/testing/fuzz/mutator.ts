import type { Random } from '../random.ts';
import type { FuzzedParser } from './fuzzed-parser.ts';
import { NASTY_BYTES } from './nasty-bytes.ts';

/** Of an input: enough for what takes the square of its length to be seen. */
export const MAX_INPUT_BYTES = 64 * 1024;
const MAX_CHANGES = 6;
/** Of a piece that is cut, moved or repeated. */
const MAX_PIECE_BYTES = 64;
/** One in so many inputs repeats a piece of itself until it is as long as can be. */
const FILL_EVERY = 24;

/** Gives one input after the other: samples, with a few changes each. */
export function createMutator(random: Random, { samples, words = [] }: FuzzedParser): () => Buffer {
  const nasty = [...NASTY_BYTES, ...words.map(word => Buffer.from(word))];
  const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!;
  const sample = () => (samples.length > 0 ? pick(samples) : Buffer.alloc(0));

  const changes: readonly ((input: Buffer, at: number, length: number) => Buffer)[] = [
    (input, at, length) => splice(input, at, length),
    (input, at, length) => splice(input, at, 0, input.subarray(at, at + length)),
    (input, at, length) => splice(input, random(input.length + 1), 0, input.subarray(at, at + length)),
    (input, at) => splice(input, at, 0, sample()),
    (input, at) => splice(input, at, input.length - at, sample().subarray(random(sample().length + 1))),
    (input, at) => input.subarray(0, at),
    (input, at) => overwrite(input, at, Buffer.of(random(256))),
    (input, at) => overwrite(input, at, Buffer.of((input[at] ?? 0) ^ (1 << random(8)))),
    (input, at) => overwrite(input, at, lyingLength(random)),
    (input, at) => splice(input, at, 0, pick(nasty)),
    (input, at) => splice(input, at, 0, pick(nasty)),
    (input, at, length) => splice(input, at, length, pick(nasty)),
    input => anotherNumber(input, pick(nasty), random),
  ];

  return () => {
    let input: Buffer = Buffer.from(sample());
    for (let left = random(MAX_CHANGES + 1); left > 0; left--) {
      const at = random(input.length + 1);
      input = pick(changes)(input, at, random(Math.min(MAX_PIECE_BYTES, input.length - at) + 1));
    }
    if (random(FILL_EVERY) === 0) input = fill(input, random(2) === 0 ? pick(nasty) : undefined, random);
    // A copy: what is read may be told by where it ends.
    return Buffer.from(input.subarray(0, MAX_INPUT_BYTES));
  };
}

function splice(input: Buffer, at: number, cut: number, put: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.concat([input.subarray(0, at), put, input.subarray(at + cut)]);
}

function overwrite(input: Buffer, at: number, bytes: Buffer): Buffer {
  return splice(input, at, bytes.length, bytes);
}

/** Numbers of all sizes that say how much follows: the ends of what they can say, and a little. */
function lyingLength(random: Random): Buffer {
  const bytes = Buffer.alloc(1 + random(10), random(2) === 0 ? 0xff : 0x80);
  if (random(2) === 0) bytes[bytes.length - 1] = random(0x80);
  if (random(4) === 0) bytes.fill(0);
  return bytes;
}

/** One of the numbers in a text becomes something else. */
function anotherNumber(input: Buffer, put: Buffer, random: Random): Buffer {
  const numbers = [...input.toString('latin1', 0, 4096).matchAll(/\d+/g)];
  const found = numbers[random(numbers.length)];
  return found ? splice(input, found.index, found[0].length, put) : input;
}

/** The beginning, then the same piece again and again, and sometimes the end. */
function fill(input: Buffer, put: Buffer | undefined, random: Random): Buffer {
  const at = random(input.length + 1);
  const piece = put ?? input.subarray(at, at + 1 + (random(2) === 0 ? 0 : random(MAX_PIECE_BYTES)));
  if (piece.length === 0) return input;
  const end = random(3) > 0 ? input.subarray(at + random(2)) : Buffer.alloc(0);
  const room = MAX_INPUT_BYTES - at - Math.min(end.length, 1024);
  return Buffer.concat([input.subarray(0, at), Buffer.alloc(Math.max(0, room), piece), end.subarray(0, 1024)]);
}
