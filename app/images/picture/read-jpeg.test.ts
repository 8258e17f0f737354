import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { createRandom } from '../../testing/random.ts';
import { makePhonePicture, makePicture } from '../testing/make-picture.ts';
import { readJpeg } from './read-jpeg.ts';

function read(bytes: Uint8Array) {
  const found = readJpeg(bytes);
  assert.ok(found.ok, found.ok ? '' : found.reason);
  return found.value;
}

const segment = (code: number, content: string) => {
  const body = Buffer.from(content, 'latin1');
  return Buffer.concat([Buffer.from([0xff, code, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
};

const withSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

test('size and turn are read, and where and by what it was taken is left out', async () => {
  const phone = await makePhonePicture(6);
  assert.ok(phone.includes('Camera maker'));
  const { width, height, orientation, bytes } = read(phone);
  assert.deepEqual({ width, height, orientation }, { width: 80, height: 40, orientation: 6 });
  assert.ok(!Buffer.from(bytes).includes('Camera maker'));
  const { exif, orientation: left } = await sharp(bytes).metadata();
  assert.deepEqual([exif, left], [undefined, undefined]);
});

test('comments, texts of programs and what stands behind the end are left out; the picture is the same, bit by bit', async () => {
  const plain = await makePicture();
  const dressed = withSegments(
    plain,
    segment(0xfe, 'a secret'),
    segment(0xed, 'Photoshop'),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>'),
  );
  const { bytes } = read(Buffer.concat([dressed, Buffer.from('<script>alert(1)</script>')]));
  assert.deepEqual(Buffer.from(bytes), plain);
});

test('the colour profile stays', async () => {
  const { bytes } = read(
    await sharp(await makePicture())
      .withIccProfile('p3')
      .jpeg()
      .toBuffer(),
  );
  assert.ok((await sharp(bytes).metadata()).icc);
});

test('a picture that says that more belongs to it is known', async () => {
  const plain = await makePicture();
  assert.equal(read(plain).hasMore, false);
  assert.equal(read(withSegments(plain, segment(0xe2, 'MPF\0x'))).hasMore, true);
});

test('progressive pictures with many scans are read to their end', async () => {
  const progressive = await sharp(await makePicture({ width: 200, height: 200 }))
    .jpeg({ progressive: true })
    .toBuffer();
  assert.deepEqual(Buffer.from(read(progressive).bytes), progressive);
});

test('a picture that is cut off anywhere is refused, and never read as whole', async () => {
  const whole = await makePicture();
  for (let length = 2; length < whole.length; length++) {
    const found = readJpeg(whole.subarray(0, length));
    assert.ok(!found.ok, `${length} of ${whole.length}`);
    assert.match(found.reason, /cut off|damaged/);
  }
});

test('two frame headers, none, or a size of nothing are refused', async () => {
  const plain = await makePicture();
  const frame = plain.indexOf(Buffer.from([0xff, 0xc0]));
  const header = plain.subarray(frame, frame + 2 + plain.readUInt16BE(frame + 2));
  const without = Buffer.concat([plain.subarray(0, frame), plain.subarray(frame + header.length)]);
  const flat = Buffer.from(plain);
  flat.writeUInt16BE(0, frame + 5);
  for (const broken of [withSegments(plain, header), without, flat]) assert.equal(readJpeg(broken).ok, false);
});

test('bytes changed by chance are read or refused, and never more is kept than was sent', async t => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const random = createRandom(seed);
  const phone = await makePhonePicture();
  for (let round = 0; round < 3000; round++) {
    const bytes = Buffer.from(phone);
    for (let changes = random(4) + 1; changes > 0; changes--) bytes[random(bytes.length)] = random(256);
    const found = readJpeg(bytes.subarray(0, 2 + random(bytes.length)));
    if (!found.ok) continue;
    assert.ok(found.value.bytes.length <= bytes.length);
    assert.ok(!Buffer.from(found.value.bytes).includes('Exif\0'), `round ${round}`);
  }
});
