import { type Checked, invalid, valid } from '../../ingest/checked.ts';
import { exifOrientation } from './exif-orientation.ts';
import { joinRanges, type Range } from './join-ranges.ts';
import type { PlainPicture } from './plain-picture.ts';

export interface PngPicture extends PlainPicture {
  /** An animation (APNG); the picture is its first, or the one for programs that know no animations. */
  readonly frames: number;
}

const SIGNATURE_BYTES = 8;
const CUT_OFF = invalid('this PNG is cut off; send it again.');
const DAMAGED = invalid('this PNG is damaged; send it again.');

/** What draws the picture in its colours. Texts, times, Exif and the frames of an animation are left out. */
const DRAWS: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'cICP', 'pHYs'],
]);

/** Reads a PNG through from chunk to chunk. What is in the chunks the decoder looks at. */
export function readPng(bytes: Uint8Array): Checked<PngPicture> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Range[] = [[0, SIGNATURE_BYTES]];
  const found = { width: 0, height: 0, orientation: 1, frames: 1 };
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > bytes.length) return CUT_OFF;
    const size = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + size;
    if (end > bytes.length) return CUT_OFF;
    if ((type === 'IHDR') !== (at === SIGNATURE_BYTES) || !/^[a-zA-Z]{4}$/.test(type)) return DAMAGED;
    if (type === 'IHDR') {
      if (size !== 13) return DAMAGED;
      found.width = view.getUint32(at + 8);
      found.height = view.getUint32(at + 12);
      if (found.width === 0 || found.height === 0) return DAMAGED;
    }
    if (type === 'eXIf') found.orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + size));
    if (type === 'acTL' && size === 8) found.frames = Math.max(1, view.getUint32(at + 8));
    if (DRAWS.has(type)) kept.push([at, end]);
    if (type === 'IEND') return valid({ ...found, bytes: joinRanges(bytes, kept) });
    at = end;
  }
}
