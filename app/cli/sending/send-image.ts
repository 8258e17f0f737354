import { readFileSync } from 'node:fs';
import { routes } from '../../routes.ts';
import { deliver } from '../deliver.ts';
import { openImageInput } from './image-input.ts';
import type { Send } from './sending.ts';
import { streamImages } from './stream-images.ts';

const TYPE = 'application/octet-stream'; // what it is, its first bytes say

/** `send image NAME [FILE]`: a picture; from a pipe also one JPEG after the other, without end. */
export const sendImage: Send = async ({ target, name, operands: [file], labels, input, surroundings }) => {
  const href = routes.img.href({ name }, labels);
  const { signal, progress } = surroundings;
  if (file !== undefined && file !== '-')
    return deliver(target, { href, contentType: TYPE, body: Uint8Array.from(readFileSync(file)) }, { signal });
  const opened = await openImageInput(input);
  if ('picture' in opened) return deliver(target, { href, contentType: TYPE, body: opened.picture }, { signal });
  return streamImages({ target, href, pieces: opened.pieces, signal, progress });
};
