import { formatDuration } from '../../../components/format/format-duration.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { aboutSize, countPictures, imageFreshness } from '../../images/look/about-moment.ts';
import { routes } from '../../routes.ts';
import type { ImageSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A picture: the newest one, in small. */
export function ImageRow({ id, signal: { name, state }, nowMs }: SignalRowProps<ImageSignal>) {
  const { newest, pictures, firstMs } = state;
  const { state: yarn, age } = imageFreshness(state, nowMs);
  const every = pictures > 1 ? ` · every ${formatDuration((newest.atMs - firstMs) / (pictures - 1))}` : '';
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.image.href({ name })}
      labels="image"
      state={yarn}
      value={
        <img
          class="inbox__picture"
          src={routes.imagePictureThumb.href({ name, hash: newest.hash })}
          alt={`${name}, newest`}
          width={newest.width}
          height={newest.height}
          decoding="async"
        />
      }
      more={`${aboutSize(newest)} · ${age}${every} · ${countPictures(pictures)}`}
    />
  );
}
