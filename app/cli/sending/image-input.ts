import { RefusedError } from '../../backup/refused-error.ts';

/** Of one picture; a stream of pictures shows itself before. */
const MAX_PICTURE_BYTES = 32 * 1024 * 1024;

/** The end of one JPEG and the beginning of the next. */
const NEXT_JPEG = Buffer.from([0xff, 0xd9, 0xff, 0xd8]);

/** Either one picture, whole, or pictures one after the other: what has come of them, and the rest. */
export type ImageInput =
  | { readonly picture: Uint8Array<ArrayBuffer> }
  | { readonly pieces: AsyncGenerator<Uint8Array> };

/** Reads until it is known which of the two it is. */
export async function openImageInput(input: AsyncIterable<Uint8Array>): Promise<ImageInput> {
  const pieces = input[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
    read = Buffer.concat([read, piece.value]);
    if (read.includes(NEXT_JPEG)) return { pieces: from(read, pieces) };
    if (read.length > MAX_PICTURE_BYTES)
      throw new RefusedError(`The picture is larger than ${MAX_PICTURE_BYTES / 1024 ** 2} MB.`);
  }
  if (read.length === 0) throw new RefusedError('There is no picture in standard input.');
  return { picture: Uint8Array.from(read) };
}

async function* from(read: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield read;
  for (let piece = await rest.next(); !piece.done; piece = await rest.next()) yield piece.value;
}
