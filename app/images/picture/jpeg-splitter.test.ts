import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createRandom } from '../../testing/random.ts';
import { makePhonePicture, makePicture } from '../testing/make-picture.ts';
import { JpegSplitter, NoFramesError } from './jpeg-splitter.ts';

const LIMITS = { maxFrameBytes: 100_000, maxGapBytes: 4096 };

/** What comes out of a body that comes in pieces of these sizes, one after the other. */
function split(body: Buffer, sizes: () => number, splitter = new JpegSplitter(LIMITS)): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const to = at + sizes();
    for (const frame of splitter.push(body.subarray(at, to))) frames.push(Buffer.from(frame));
    at = to;
  }
  return frames;
}

const part = (frame: Buffer) =>
  Buffer.concat([
    Buffer.from(`\r\n--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`),
    frame,
  ]);

describe('the splitter', () => {
  let pictures: Buffer[];
  before(async () => {
    pictures = await Promise.all([0, 1, 2, 3].map(seed => makePicture({ seed, width: 40 + seed * 30 })));
    pictures.push(await makePhonePicture());
  });

  it('finds pictures behind each other, and in parts of a multipart body, in pieces of any size', () => {
    for (const body of [Buffer.concat(pictures), Buffer.concat(pictures.map(part))])
      for (const size of [1, 2, 3, 7, 100, 1024, 1e6])
        assert.deepEqual(
          split(body, () => size),
          pictures,
          `${size}`,
        );
  });

  it('takes a small picture inside of the head of another one for no frame', () => {
    const [inner, outer] = pictures as [Buffer, Buffer];
    const size = inner.length + 8;
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, size >> 8, size & 0xff]), Buffer.from('Exif\0\0'), inner]);
    const whole = Buffer.concat([outer.subarray(0, 2), exif, outer.subarray(2)]);
    assert.deepEqual(
      split(Buffer.concat([whole, inner]), () => 100),
      [whole, inner],
    );
  });

  it('leaves out a frame that the next one breaks off, counts it, and goes on', () => {
    const [first, second, third] = pictures as [Buffer, Buffer, Buffer];
    const splitter = new JpegSplitter(LIMITS);
    const body = Buffer.concat([first, second.subarray(0, second.length - 30), third]);
    assert.deepEqual(
      split(body, () => 64, splitter),
      [first, third],
    );
    assert.equal(splitter.broken, 1);
  });

  it('knows whether the body would end inside of a frame', () => {
    const splitter = new JpegSplitter(LIMITS);
    const body = Buffer.concat([pictures[0]!, pictures[1]!.subarray(0, 50)]);
    assert.equal(split(body, () => 1000, splitter).length, 1);
    assert.equal(splitter.isInFrame, true);
  });

  it('refuses a frame that is too large, and a body without pictures, however long it is', () => {
    const frame = pictures[0]!;
    const endless = Buffer.concat([frame.subarray(0, frame.length - 2), Buffer.alloc(LIMITS.maxFrameBytes)]);
    const large = new JpegSplitter(LIMITS);
    assert.throws(() => split(endless, () => 5000, large), { name: 'NoFramesError', status: 413 });
    assert.ok(large.heldBytes <= 2 * LIMITS.maxFrameBytes + 65_536);
    const none = new JpegSplitter(LIMITS);
    assert.throws(() => split(Buffer.alloc(20_000, 'text '), () => 1000, none), NoFramesError);
    assert.ok(none.heldBytes <= 65_536);
  });

  it('gives every whole picture of any mixture of pictures, pieces and rubbish, and nothing that was not there', t => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    t.diagnostic(`seed ${seed}`);
    const random = createRandom(seed);
    for (let round = 0; round < 400; round++) {
      const sent: Buffer[] = [];
      const body = Buffer.concat(
        Array.from({ length: 1 + random(8) }, () => {
          const picture = pictures[random(pictures.length)]!;
          // Rubbish without FF: with it, it could be the beginning of a picture.
          if (random(4) === 0) return Buffer.from(Array.from({ length: random(200) }, () => random(255)));
          sent.push(picture);
          return picture;
        }),
      );
      assert.deepEqual(
        split(body, () => 1 + random(500)),
        sent,
        `round ${round}`,
      );
    }
  });

  it('takes time as the body is long, however many pictures begin in it', () => {
    const body = Buffer.alloc(4 * 1024 * 1024, Buffer.of(0xff, 0xd8, 0xff, 0xd8));
    const splitter = new JpegSplitter({ maxFrameBytes: 1000, maxGapBytes: 1000 });
    const began = performance.now();
    assert.deepEqual([...splitter.push(body)], []);
    assert.ok(splitter.broken > 1e6);
    assert.ok(performance.now() - began < 5000); // it was minutes when each of them moved what stands behind
  });
});
