import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../random.ts';
import type { FuzzedParser } from './fuzzed-parser.ts';
import { memoryBytes } from './memory-bytes.ts';
import { createMutator } from './mutator.ts';
import { watched } from './watched.ts';

const MEBIBYTE = 1024 * 1024;

/** Of the processor, for one input of 64 KiB at most, whatever is in it. */
const MAX_READ_MS = 250;
/** What took longer is read again so often: memory that is tidied up is nobody's fault. */
const TRIES = 4;
/** Inputs that are watched together, and when they are given up. */
const WATCHED_INPUTS = 50;
const HUNG_MS = 60_000;
/** Inputs of one reader; then its memory is let go. */
const INPUTS_PER_READER = 1_000;
/** What a reader may remember of its inputs. */
const MAX_HELD_BYTES = 64 * MEBIBYTE;
/** What may be left when it is gone: of what the language and the modules keep. */
const MAX_LEFT_BYTES = 8 * MEBIBYTE;

/**
 * Gives a parser its samples, then what chance makes of them until the time is over. Throws, and writes the input to a file, when
 * the parser breaks a promise, throws what is not its own kind of error, takes too long or never ends; and when its memory
 * grows. Gives how many inputs were read.
 */
export function fuzz(parser: FuzzedParser, seed: number, budgetMs: number): number {
  const random = createRandom(seed);
  const next = createMutator(random, parser);
  readAll(parser, parser.open(), parser.samples, random);
  const before = memoryBytes();
  const deadline = performance.now() + budgetMs;
  let count = 0;
  const isOver = () => performance.now() > deadline;
  do {
    const read = parser.open();
    for (const end = count + INPUTS_PER_READER; count < end; ) {
      const inputs = Iterator.from(inputsUntil(isOver, next)).take(WATCHED_INPUTS);
      count += readAll(parser, read, inputs, random);
      if (isOver()) break;
    }
    assertBelow(memoryBytes() - before, MAX_HELD_BYTES, 'are held');
    assert.equal(typeof read, 'function'); // and until here it was not let go
  } while (!isOver());
  assertBelow(memoryBytes() - before, MAX_LEFT_BYTES, 'are left');
  return count;
}

function* inputsUntil(isOver: () => boolean, next: () => Buffer): Generator<Buffer> {
  do yield next();
  while (!isOver());
}

type Read = ReturnType<FuzzedParser['open']>;

/** Gives how many there were. */
function readAll({ name }: FuzzedParser, read: Read, inputs: Iterable<Buffer>, random: Random): number {
  let current: Buffer = Buffer.alloc(0);
  let count = 0;
  try {
    watched(() => {
      for (const input of inputs) {
        current = input;
        readInTime(read, input, random);
        count++;
      }
    }, HUNG_MS);
    return count;
  } catch (error) {
    const file = join(tmpdir(), `telltale-${name.replaceAll(/\W+/g, '-')}.bin`);
    writeFileSync(file, current);
    throw new Error(`${name}: ${(error as Error).message}; the input of ${current.length} bytes is in ${file}`, {
      cause: error,
    });
  }
}

function readInTime(read: Read, input: Buffer, random: Random): void {
  let tookMs = Number.POSITIVE_INFINITY;
  for (let left = TRIES; left > 0 && tookMs > MAX_READ_MS; left--) {
    const began = process.cpuUsage();
    read(input, random);
    const { user, system } = process.cpuUsage(began);
    tookMs = Math.min(tookMs, (user + system) / 1000);
  }
  assert.ok(tookMs <= MAX_READ_MS, `${Math.round(tookMs)} ms for ${input.length} bytes`);
}

function assertBelow(bytes: number, limit: number, what: string): void {
  assert.ok(bytes < limit, `${(bytes / MEBIBYTE).toFixed(1)} MiB ${what}`);
}
