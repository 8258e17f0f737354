import { HttpError } from '../../http/http-error.ts';
import type { ImageState } from '../kept/picture.ts';
import type { ImageStore } from '../store.ts';

/** @throws HttpError 404 when there is none of that name. */
export function requireImage(images: Pick<ImageStore, 'state'>, name: string): ImageState {
  const state = images.state(name);
  if (!state) throw new HttpError(404, `There is no image ${name}. The page Images shows how to send one.`);
  return state;
}
