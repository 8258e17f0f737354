import { routes } from '../../routes.ts';
import type { ImageState, Moment } from '../kept/picture.ts';

/** A picture for programs, with where its bytes are. */
export function momentJson(name: string, moment: Moment) {
  const { atMs, hash, format, width, height, sizeBytes, labels } = moment;
  return {
    ...{ atMs, hash, format, width, height, sizeBytes, labels },
    href: routes.imagePicture.href({ name, hash }),
    thumb: routes.imagePictureThumb.href({ name, hash }),
  };
}

/** An image for programs. */
export function imageJson({ name, newest, firstMs, pictures, sizeBytes }: ImageState, isStreaming: boolean) {
  return { name, pictures, sizeBytes, firstMs, isStreaming, newest: momentJson(name, newest) };
}
