import assert from 'node:assert/strict';
import { exifOrientation } from '../../../images/picture/exif-orientation.ts';
import { JpegSplitter, NoFramesError } from '../../../images/picture/jpeg-splitter.ts';
import { readJpeg } from '../../../images/picture/read-jpeg.ts';
import { readPng } from '../../../images/picture/read-png.ts';
import { tellFormat, tellOther } from '../../../images/picture/tell-format.ts';
import { makePhonePicture, makePicture } from '../../../images/testing/make-picture.ts';
import type { FuzzedParser } from '../fuzzed-parser.ts';
import { MAX_INPUT_BYTES } from '../mutator.ts';

const SPLITTER_LIMITS = { maxFrameBytes: 20_000, maxGapBytes: 5_000 };

const jpegs = [await makePhonePicture(), await makePicture({ width: 16, height: 16 })];
const png = await makePicture({ format: 'png' });
const others = await Promise.all((['webp', 'gif', 'avif', 'tiff'] as const).map(format => makePicture({ format })));

/** What looks at pictures before they are decoded. */
export const IMAGES: readonly FuzzedParser[] = [
  {
    name: 'formats of pictures',
    samples: [...jpegs, png, ...others, Buffer.from('<svg/>'), Buffer.from('%PDF-1.4')].map(bytes =>
      bytes.subarray(0, 256),
    ),
    open: () => input => {
      if (tellFormat(input) === undefined) assert.match(tellOther(input), /^(this|the body) is /);
    },
  },
  picture('JPEG', jpegs, readJpeg),
  picture('PNG', [png], readPng),
  {
    name: 'Exif',
    samples: jpegs.map(bytes => bytes.subarray(bytes.indexOf('Exif') + 6, bytes.indexOf('Exif') + 300)),
    open: () => input => assert.ok([1, 2, 3, 4, 5, 6, 7, 8].includes(exifOrientation(input))),
  },
  {
    name: 'JPEG behind JPEG',
    samples: [
      Buffer.concat([...jpegs, ...jpegs]),
      Buffer.concat([Buffer.from('--frame\r\nContent-Length: 1\r\n\r\n'), ...jpegs]),
    ],
    open: () => (input, random) => {
      const splitter = new JpegSplitter(SPLITTER_LIMITS);
      const pieceBytes = random(2) === 0 ? input.length + 1 : 500;
      try {
        for (let at = 0; at < input.length; at += pieceBytes)
          for (const frame of splitter.push(input.subarray(at, at + pieceBytes)))
            assert.ok(frame[0] === 0xff && frame[1] === 0xd8 && frame.at(-1) === 0xd9);
      } catch (error) {
        assert.ok(error instanceof NoFramesError, String(error));
      }
      assert.ok(splitter.heldBytes <= 4 * MAX_INPUT_BYTES);
    },
  },
];

function picture(name: string, samples: readonly Buffer[], read: typeof readJpeg | typeof readPng): FuzzedParser {
  return {
    ...{ name, samples },
    open: () => input => {
      const found = read(input);
      if (!found.ok) assert.match(found.reason, /\.$/);
      else {
        const { width, height, bytes } = found.value;
        assert.ok(width > 0 && height > 0 && bytes.length <= input.length);
      }
    },
  };
}
