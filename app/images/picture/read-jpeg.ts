import { type Checked, invalid, valid } from '../../ingest/checked.ts';
import { exifOrientation } from './exif-orientation.ts';
import { findMarker } from './find-marker.ts';
import { joinRanges, type Range } from './join-ranges.ts';
import type { PlainPicture } from './plain-picture.ts';

export interface JpegPicture extends PlainPicture {
  /** More pictures stand behind it and belong to it, such as the brightness map of a phone's camera. */
  readonly hasMore: boolean;
}

const CUT_OFF = invalid('this JPEG is cut off; send it again.');
const DAMAGED = invalid('this JPEG is damaged; send it again.');

/**
 * Reads a JPEG through from marker to marker and keeps what draws it: tables, frame, scans, and of what programs add the
 * colour profile. Positions, times, names of cameras, small pictures and whatever stands behind the end are left out.
 */
export function readJpeg(bytes: Uint8Array): Checked<JpegPicture> {
  const kept: Range[] = [[0, 2]];
  const found = { width: 0, height: 0, orientation: 1, hasMore: false };
  for (let at = 2; ; ) {
    if (at + 1 >= bytes.length) return CUT_OFF;
    if (bytes[at] !== 0xff) return DAMAGED;
    const code = bytes[at + 1]!;
    if (code === 0xff) at++;
    else if (code === 0xd9) {
      kept.push([at, at + 2]);
      return finish(bytes, kept, found);
    } else {
      const end = at + 2 + uint16(bytes, at + 2);
      if (end > bytes.length || end < at + 4) return end < at + 4 && at + 4 <= bytes.length ? DAMAGED : CUT_OFF;
      if (!readSegment(code, bytes.subarray(at + 4, end), found)) return DAMAGED;
      let next = end;
      if (code === 0xda) {
        next = findMarker(bytes, end, bytes.length);
        if (next < 0) return CUT_OFF;
      }
      if (draws(code, bytes.subarray(at + 4, end))) add(kept, [at, next]);
      at = next;
    }
  }
}

type Found = { width: number; height: number; orientation: number; hasMore: boolean };

/** False: it contradicts what was read before. */
function readSegment(code: number, content: Uint8Array, found: Found): boolean {
  if (isFrame(code)) {
    if (found.width > 0 || content.length < 6) return false;
    found.height = uint16(content, 1);
    found.width = uint16(content, 3);
    return found.width > 0 && found.height > 0;
  }
  if (code === 0xe1 && begins(content, 'Exif\0\0')) found.orientation = exifOrientation(content.subarray(6));
  if (code === 0xe2 && begins(content, 'MPF\0')) found.hasMore = true;
  return code !== 0xda || found.width > 0;
}

function finish(bytes: Uint8Array, kept: readonly Range[], found: Found): Checked<JpegPicture> {
  const hasScan = kept.length > 1 && found.width > 0;
  return hasScan ? valid({ ...found, bytes: joinRanges(bytes, kept) }) : DAMAGED;
}

/** Whether a segment is needed to draw the picture in its colours. */
function draws(code: number, content: Uint8Array): boolean {
  if (code === 0xe0) return begins(content, 'JFIF\0');
  if (code === 0xe2) return begins(content, 'ICC_PROFILE\0');
  if (code === 0xee) return begins(content, 'Adobe');
  return (code >= 0xc0 && code <= 0xdd && code !== 0xc8) || code === 0xda;
}

/** SOF0 to SOF15; three numbers among them are tables. */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

function begins(content: Uint8Array, text: string): boolean {
  return content.length >= text.length && [...text].every((char, at) => content[at] === char.charCodeAt(0));
}

function uint16(bytes: Uint8Array, at: number): number {
  return at + 1 < bytes.length ? bytes[at]! * 256 + bytes[at + 1]! : 0;
}

/** Neighbours become one piece. */
function add(kept: Range[], [from, to]: Range): void {
  const last = kept.at(-1)!;
  if (last[1] === from) kept[kept.length - 1] = [last[0], to];
  else kept.push([from, to]);
}
