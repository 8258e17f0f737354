import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compress } from 'snappyjs';
import { createRandom } from '../testing/random.ts';
import { rounds } from '../testing/rounds.ts';
import type { BodyForm } from './intake-calls.ts';
import { limits, timeRange } from './limits.ts';
import { createBodyReader, type WrittenBody } from './testing/read-body.ts';
import { unpackSnappyBlock } from './unpack-snappy-block.ts';

/** How long each parser is tried; in full ten minutes in all. */
const TRY_MS = rounds({ ci: 1_500, torture: 120_000 });
/** `TELLTALE_SEED` takes others than usual. */
const SEED = Number(process.env.TELLTALE_SEED ?? 20261128);
const NOW_MS = Date.UTC(2026, 10, 22, 14, 3, 22);
const MAX_BYTES = 1024 * 1024;
/** A body of so many bytes at most must be read within this, whatever is in it. */
const MAX_READ_MS = 2_000;

const PUSH = { protocol: 'prometheus-push', group: { job: 'x' }, dialect: 'prometheus' } as const;
const FORMS: Readonly<Record<string, readonly [BodyForm, folder: string]>> = {
  'remote write': [{ protocol: 'remote-write', packing: 'snappy' }, 'remote-write'],
  'remote write, unpacked': [{ protocol: 'remote-write', packing: 'none' }, 'remote-write'],
  'OTLP in JSON': [{ protocol: 'otlp-metrics', type: 'json' }, 'otlp-json'],
  'OTLP in protobuf': [{ protocol: 'otlp-metrics', type: 'protobuf' }, 'otlp-protobuf'],
  'pushed text': [{ ...PUSH, act: 'replace' }, 'prometheus-push'],
};

for (const [name, [form, folder]] of Object.entries(FORMS)) {
  test(`whatever comes as ${name} is read within bounds, or refused with a sentence (seed ${SEED})`, t => {
    const random = createRandom(SEED);
    const seeds = bodiesOf(folder, form);
    const read = createBodyReader(form);
    const deadline = performance.now() + TRY_MS;
    let tried = 0;
    for (; performance.now() < deadline; tried++) {
      const body = pack(form, mutate(random, seeds));
      const began = performance.now();
      try {
        check(read(body, NOW_MS));
      } catch (error) {
        throw new Error(`body ${tried}: ${body.toString('base64').slice(0, 4000)}`, { cause: error });
      }
      const tookMs = performance.now() - began;
      assert.ok(tookMs < MAX_READ_MS, `${tookMs} ms for ${body.length} bytes`);
    }
    t.diagnostic(`${tried} bodies`);
    assert.ok(tried > 50);
  });
}

test(`what snappyjs packs is unpacked to the byte, and no damage goes beyond the memory (seed ${SEED})`, t => {
  const random = createRandom(SEED);
  const deadline = performance.now() + TRY_MS;
  let tried = 0;
  for (; performance.now() < deadline; tried++) {
    const plain = repeatable(random);
    const packed = compress(plain);
    const unpacked = unpackSnappyBlock(packed, MAX_BYTES);
    assert.ok(Buffer.isBuffer(unpacked) && unpacked.equals(plain), `body ${tried}`);
    for (let at = 0; at < 10; at++) {
      const damaged = Buffer.from(packed);
      damaged[random(damaged.length)] = random(256);
      const found = unpackSnappyBlock(damaged, MAX_BYTES);
      if (Buffer.isBuffer(found)) assert.ok(found.length <= MAX_BYTES);
      else assert.match(found.reason, /\.$/);
    }
  }
  t.diagnostic(`${tried} blocks`);
});

type Random = ReturnType<typeof createRandom>;

/** Golden bodies, plain where they are packed on their way. */
function bodiesOf(folder: string, form: BodyForm): Buffer[] {
  const golden = new URL(`golden/${folder}/`, import.meta.url);
  const files = readdirSync(golden).filter(file => file.endsWith('.in'));
  const bodies = files.map(file => readFileSync(new URL(file, golden)));
  if (form.protocol !== 'remote-write') return bodies;
  return bodies.flatMap(body => {
    const plain = unpackSnappyBlock(body, MAX_BYTES);
    return Buffer.isBuffer(plain) ? [plain] : [];
  });
}

/** Sometimes as it is, so that what is no block is met, too. */
function pack(form: BodyForm, plain: Buffer): Buffer {
  if (form.protocol !== 'remote-write' || form.packing === 'none' || plain.length % 13 === 0) return plain;
  return Buffer.from(compress(plain));
}

/** A body made of others: pieces repeated, cut out, moved, bytes and numbers changed. */
function mutate(random: Random, seeds: readonly Buffer[]): Buffer {
  let body = Buffer.from(seeds[random(seeds.length)]!);
  for (let change = random(6); change >= 0; change--) {
    const at = random(body.length + 1);
    const length = random(Math.min(64, body.length - at + 1));
    const other = seeds[random(seeds.length)]!;
    const kind = random(6);
    if (kind === 0) body = Buffer.concat([body.subarray(0, at), body.subarray(at + length)]);
    else if (kind === 1) body = Buffer.concat([body.subarray(0, at + length), body.subarray(at)]);
    else if (kind === 2) body = Buffer.concat([body.subarray(0, at), other, body.subarray(at)]);
    else if (kind === 3 && body.length > 0) body[random(body.length)] = random(256);
    else if (kind === 4 && body.length > 0) body[random(body.length)]! ^= 1 << random(8);
    else body = Buffer.concat([body.subarray(0, at), nasty(random), body.subarray(at)]);
    if (body.length > MAX_BYTES) body = body.subarray(0, MAX_BYTES);
  }
  return body;
}

const NASTY = [
  '0x7fffffffffffffff',
  '-1',
  '1e400',
  '"99999999999999999999999"',
  '[[[[[[[[',
  '{"":{"":{"":',
  'null',
  '\0',
  '__proto__',
  '\ud800',
];

function nasty(random: Random): Buffer {
  if (random(2) === 0) return Buffer.from(NASTY[random(NASTY.length)]!);
  return Buffer.from(Array.from({ length: 1 + random(12) }, () => (random(3) === 0 ? 0xff : random(256))));
}

/** Bytes with repetitions near and far, as snappy likes them. */
function repeatable(random: Random): Buffer {
  const alphabet = Array.from({ length: 1 + random(20) }, () => random(256));
  const words = Array.from({ length: 1 + random(8) }, () =>
    Array.from({ length: 1 + random(100) }, () => alphabet[random(alphabet.length)]!),
  );
  return Buffer.from(Array.from({ length: random(60) }, () => words[random(words.length)]!).flat());
}

function check({ readings, problems, problemCount, lines }: WrittenBody): void {
  assert.ok(readings.length <= limits.readingsPerRequest + 2); // `push_time_seconds`, and what ends beside it
  assert.equal(problems.length, Math.min(problemCount, limits.problemsKept));
  assert.ok(lines >= problemCount);
  for (const { reason } of problems) assert.match(reason, /\S.*[.?)]$/s);
  for (const { metric, labels, atMs } of readings) {
    assert.ok(metric !== '' && Buffer.byteLength(metric) <= limits.metricNameBytes, metric);
    assert.ok(Number.isInteger(atMs) && atMs >= timeRange.fromMs && atMs < timeRange.beforeMs, String(atMs));
    assert.ok(Object.keys(labels).length <= limits.labelsPerSeries + 1);
    for (const [label, value] of Object.entries(labels)) {
      assert.ok(!label.startsWith('__'), label);
      assert.ok(value !== '' && value.isWellFormed() && !value.includes('\0'));
    }
  }
}
