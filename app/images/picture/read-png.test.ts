import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { makePicture } from '../testing/make-picture.ts';
import { readPng } from './read-png.ts';

function chunk(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length);
  head.write(type, 4, 'latin1');
  const checked = Buffer.concat([head.subarray(4), content]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(checked));
  return Buffer.concat([head, content, tail]);
}

/** Behind the header of a picture. */
const withChunks = (png: Buffer, ...chunks: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);

test('texts, times, Exif and animations are left out; what draws the picture stays as it was', async () => {
  const plain = await makePicture({ format: 'png' });
  const animation = Buffer.alloc(8);
  animation.writeUInt32BE(7);
  const found = readPng(
    Buffer.concat([
      withChunks(
        plain,
        chunk('tEXt', Buffer.from('Comment\0a secret')),
        chunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1e6))])),
        chunk('acTL', animation),
      ),
      Buffer.from('<script>'),
    ]),
  );
  assert.ok(found.ok);
  const { width, height, frames } = found.value;
  assert.deepEqual({ width, height, frames }, { width: 64, height: 48, frames: 7 });
  assert.ok(!Buffer.from(found.value.bytes).includes('secret'));
  assert.deepEqual(await sharp(found.value.bytes).raw().toBuffer(), await sharp(plain).raw().toBuffer());
});

test('the turn that Exif tells is read', async () => {
  const tiff = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0]);
  const found = readPng(withChunks(await makePicture({ format: 'png' }), chunk('eXIf', tiff)));
  assert.ok(found.ok);
  assert.equal(found.value.orientation, 8);
});

test('a picture that is cut off anywhere, or begins with another chunk, is refused', async () => {
  const whole = await makePicture({ format: 'png' });
  for (let length = 8; length < whole.length; length++)
    assert.equal(readPng(whole.subarray(0, length)).ok, false, `${length}`);
  assert.equal(
    readPng(Buffer.concat([whole.subarray(0, 8), chunk('tEXt', Buffer.alloc(3)), whole.subarray(8)])).ok,
    false,
  );
});
