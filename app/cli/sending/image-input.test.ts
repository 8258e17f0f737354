import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openImageInput } from './image-input.ts';

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);

test('one picture is read whole, whatever it is', async () => {
  for (const bytes of [JPEG, Buffer.from('\x89PNG and so on')]) {
    const opened = await openImageInput(byteByByte(bytes));
    assert.deepEqual('picture' in opened && Buffer.from(opened.picture), bytes);
  }
});

test('of pictures one after the other nothing is missing, and the rest is not waited for', async () => {
  const many = Buffer.concat([JPEG, JPEG, JPEG]);
  const opened = await openImageInput(byteByByte(many, true));
  assert.ok('pieces' in opened);
  const read: Uint8Array[] = [];
  for await (const piece of opened.pieces) {
    read.push(piece);
    if (Buffer.concat(read).length === many.length) break;
  }
  assert.deepEqual(Buffer.concat(read), many);
});

test('nothing is no picture', async () => {
  await assert.rejects(openImageInput(byteByByte(Buffer.alloc(0))), /There is no picture in standard input/);
});

async function* byteByByte(bytes: Buffer, isEndless = false) {
  for (const byte of bytes) yield Buffer.from([byte]);
  if (isEndless) await new Promise<never>(() => {});
}
