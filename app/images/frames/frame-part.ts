import type { PictureFormat } from '../kept/picture.ts';

const BOUNDARY = 'telltale-frame';

/** Of a response that shows one frame after the other. */
export const FRAMES_TYPE = `multipart/x-mixed-replace; boundary=${BOUNDARY}`;

/** What such a response begins with. */
export const FRAMES_OPENING = Buffer.from(`--${BOUNDARY}\r\n`);

/** Behind each frame: browsers show one when the next boundary comes. */
const CLOSING = Buffer.from(`\r\n--${BOUNDARY}\r\n`);

/** The pieces of one part: its head, the picture, and the boundary behind it. */
export function framePart(format: PictureFormat, bytes: Uint8Array): readonly Uint8Array[] {
  const head = `Content-Type: image/${format}\r\nContent-Length: ${bytes.byteLength}\r\n\r\n`;
  return [Buffer.from(head), bytes, CLOSING];
}
