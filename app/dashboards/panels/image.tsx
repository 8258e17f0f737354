import { formatValueText } from '../../../components/format/format-value.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import { aboutPicture, imageFreshness } from '../../images/look/about-moment.ts';
import { routes } from '../../routes.ts';
import type { Panel } from '../panel.ts';

/** The newest picture of a name, as large as the panel. */
export const image: Panel<'image'> = {
  kind: 'image',
  awaits: ({ name }) => `a picture of ${name}`,
  standing: (_, view) => view.image && imageFreshness(view.image, view.nowMs),

  draw({ name }, { image: state, nowMs }) {
    const { hash, width, height } = state!.newest;
    const { age } = imageFreshness(state!, nowMs);
    return (
      <a class="panel-image" href={routes.image.href({ name })}>
        <img
          class="panel-image__picture"
          src={routes.imagePicture.href({ name, hash })}
          alt={`${name}, ${age} old`}
          width={width}
          height={height}
          decoding="async"
        />
      </a>
    );
  },

  text({ title, name }, { image: state, nowMs }, text) {
    const { newest, pictures } = state!;
    const about = `${aboutPicture(newest)} · ${formatValueText(pictures, '')} kept · ${imageFreshness(state!, nowMs).age}`;
    const address = `  ${routes.imagePicture.href({ name, hash: newest.hash })}`;
    // one that is cut leads nowhere
    return [textHeading(title, about, text), ...(address.length <= text.columns ? [text.dim(address)] : [])];
  },

  table({ name }, { image: state }) {
    const { atMs, hash, width, height, sizeBytes } = state!.newest;
    return {
      columns: [
        ...[{ label: 'time', unit: 'unix-ms' }, { label: 'picture' }, { label: 'width' }, { label: 'height' }],
        ...[{ label: 'size', unit: 'bytes' }, { label: 'address' }],
      ],
      rows: [[atMs, name, width, height, sizeBytes, routes.imagePicture.href({ name, hash })]],
    };
  },
};
