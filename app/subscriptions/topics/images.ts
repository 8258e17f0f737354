import { z } from 'zod';
import { momentJson } from '../../images/kept/moment-json.ts';
import type { ImageState } from '../../images/kept/picture.ts';
import type { Topic } from '../topic.ts';

/** Images of a snapshot, at most: those with the newest pictures. */
const MAX_IMAGES = 1000;

const wanted = z.strictObject({
  /** Left out: all of them. */
  name: z.string().min(1).max(200).optional(),
});

/** The newest picture of images: of all that are wanted, then of each that has changed. Who lags is told how they are now. */
export const images: Topic<z.infer<typeof wanted>> = {
  wanted,
  async *follow({ name }, { images: store }, signal) {
    const isWanted = (image: { readonly name: string }) => name === undefined || image.name === name;
    while (!signal.aborted) {
      // Both at once: what is told after this moment is not in the snapshot.
      const subscription = store.live.subscribe({ signal, filter: isWanted });
      try {
        const found = name === undefined ? store.newest(MAX_IMAGES) : [store.state(name) ?? []].flat();
        yield { type: 'snapshot', images: found.map(toJson) };
        let isBehind = false;
        for await (const item of subscription) {
          isBehind = item.kind !== 'event';
          if (item.kind !== 'event') break;
          const { state } = item.value;
          yield { type: 'change', ...(state ? { image: toJson(state) } : { removed: item.value.name }) };
        }
        if (!isBehind) return;
      } finally {
        await subscription.return();
      }
    }
  },
};

function toJson({ name, pictures, sizeBytes, firstMs, newest }: ImageState) {
  return { name, pictures, sizeBytes, firstMs, newest: momentJson(name, newest) };
}
