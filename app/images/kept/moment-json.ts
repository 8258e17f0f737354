import { routes } from '../../routes.ts';
import type { Moment } from './picture.ts';

/** A picture for programs, with where its bytes are. */
export function momentJson(name: string, moment: Moment) {
  const { atMs, hash, format, width, height, sizeBytes, labels } = moment;
  return {
    ...{ atMs, hash, format, width, height, sizeBytes, labels },
    href: routes.imagePicture.href({ name, hash }),
    thumb: routes.imagePictureThumb.href({ name, hash }),
  };
}
