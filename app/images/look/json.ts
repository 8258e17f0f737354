import { momentJson } from '../kept/moment-json.ts';
import type { ImageState } from '../kept/picture.ts';

/** An image for programs. */
export function imageJson({ name, newest, firstMs, pictures, sizeBytes }: ImageState, isStreaming: boolean) {
  return { name, pictures, sizeBytes, firstMs, isStreaming, newest: momentJson(name, newest) };
}
