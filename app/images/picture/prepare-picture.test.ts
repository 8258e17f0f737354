import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { createRandom } from '../../testing/random.ts';
import { makeAnimation, makePhonePicture, makePicture } from '../testing/make-picture.ts';
import { preparePicture } from './prepare-picture.ts';

const LIMITS = { maxPixels: 1_000_000 };

async function prepare(bytes: Uint8Array) {
  const prepared = await preparePicture(bytes, LIMITS);
  assert.ok(prepared.ok, prepared.ok ? '' : prepared.reason);
  return prepared.value;
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const prepared = await preparePicture(bytes, LIMITS);
  assert.ok(!prepared.ok);
  return prepared.reason;
}

test('each format is taken, and kept as one that browsers show', async () => {
  for (const [format, kept] of [
    ['jpeg', 'jpeg'],
    ['png', 'png'],
    ['webp', 'webp'],
    ['gif', 'png'],
    ['avif', 'webp'],
  ] as const) {
    const { picture, sent, wasTurned } = await prepare(await makePicture({ format }));
    assert.deepEqual([sent, picture.format, picture.width, picture.height, wasTurned], [format, kept, 64, 48, false]);
    const { format: real, width } = await sharp(picture.bytes).metadata();
    assert.deepEqual([real, width], [kept, 64]);
    assert.equal((await sharp(picture.thumb).metadata()).format, 'webp');
  }
});

test('a JPEG and a PNG that are upright keep every pixel', async () => {
  for (const format of ['jpeg', 'png'] as const) {
    const sent = await makePicture({ format });
    const { picture } = await prepare(sent);
    assert.deepEqual(await sharp(picture.bytes).raw().toBuffer(), await sharp(sent).raw().toBuffer());
  }
});

test('a picture that a phone turned is upright, and where it was taken is gone', async () => {
  for (let orientation = 2; orientation <= 8; orientation++) {
    const phone = await makePhonePicture(orientation);
    const { picture, wasTurned } = await prepare(phone);
    assert.equal(wasTurned, true);
    const { exif, orientation: left, width, height } = await sharp(picture.bytes).metadata();
    assert.deepEqual([exif, left, width, height], [undefined, undefined, picture.width, picture.height]);
    // What shows it by the word of the camera and what shows it as it is now are alike.
    const wanted = await sharp(phone).autoOrient().raw().toBuffer();
    const got = await sharp(picture.bytes).raw().toBuffer();
    assert.equal(got.length, wanted.length);
    const off = got.reduce((sum, value, i) => sum + Math.abs(value - wanted[i]!), 0) / got.length;
    assert.ok(off < 4, `orientation ${orientation} is off by ${off}`);
  }
});

test('of an animation the first picture is kept', async () => {
  for (const format of ['gif', 'webp'] as const) {
    const { picture, frames } = await prepare(await makeAnimation(format, 3));
    assert.deepEqual([frames, picture.width, picture.height], [3, 16, 16]);
  }
});

test('the small form has at most 480 pixels on its longer side, and a small picture is not made larger', async () => {
  const large = await prepare(await makePicture({ width: 1200, height: 600 }));
  const { width, height } = await sharp(large.picture.thumb).metadata();
  assert.deepEqual([width, height], [480, 240]);
  const small = await prepare(await makePicture({ width: 30, height: 20 }));
  assert.equal((await sharp(small.picture.thumb).metadata()).width, 30);
});

test('a picture of too many pixels is refused by its head, in each format, before it is decoded', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
    const bomb = await makePicture({ width: 2000, height: 1500, format });
    const startedMs = performance.now();
    const reason = await refusal(bomb);
    assert.match(reason, /^the picture has 2000x1500, which is 3.0 megapixels; send at most 1 /, format);
    assert.ok(performance.now() - startedMs < 1000, format);
  }
});

test('a picture of another kind, cut off, or damaged is refused in a sentence', async () => {
  assert.match(await refusal(Buffer.from('hello')), /^this is no picture; send JPEG/);
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const whole = await makePicture({ width: 300, height: 200, format, seed: 5 });
    const reason = await refusal(whole.subarray(0, whole.length >> 1));
    assert.match(reason, /^this (JPEG|PNG|WebP|GIF|AVIF) (is cut off|is damaged|cannot be decoded)/, format);
  }
});

test('bytes changed by chance make a picture or a sentence, and never an error', async t => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = createRandom(seed);
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
    const whole = await makePicture({ format });
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      for (let changes = 1 + random(5); changes > 0; changes--) bytes[random(bytes.length)] = random(256);
      const prepared = await preparePicture(bytes, LIMITS);
      if (!prepared.ok) assert.match(prepared.reason, /^(this|the) .*\.$/);
    }
  }
});
