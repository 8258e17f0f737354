import { formatValueText } from '../../../components/format/format-value.ts';
import { Time } from '../../../components/time.tsx';
import { Yarn } from '../../../components/yarn.tsx';
import { seriesId } from '../../history/series-id.ts';
import { area, Slot } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { ImageState } from '../kept/picture.ts';
import { aboutSize, countPictures, imageFreshness } from './about-moment.ts';

export interface TilesProps {
  readonly states: readonly ImageState[];
  readonly isSending: (name: string) => boolean;
  readonly nowMs: number;
}

/** The newest picture of each name, each redrawn by itself. */
export function tilesArea(props: TilesProps): Area {
  return area(
    'image-tiles',
    <ol class={props.states.length === 0 ? 'pictures pictures--none' : 'pictures'} id="image-tiles">
      <Slot />
    </ol>,
    props.states.map(state => ({ id: tileId(state.name), html: String(<Tile {...props} state={state} />) })),
  );
}

const tileId = (name: string) => `image-${seriesId(name)}`;

function Tile({ state, isSending, nowMs }: Omit<TilesProps, 'states'> & { readonly state: ImageState }) {
  const { name, newest, pictures, sizeBytes } = state;
  const isLive = isSending(name);
  const { state: yarn, age } = isLive ? ({ state: 'live', age: 'streaming' } as const) : imageFreshness(state, nowMs);
  return (
    <li class="pictures__tile" id={tileId(name)} data-state={yarn}>
      <Yarn state={yarn} />
      <a class="pictures__link" href={routes.image.href({ name })}>
        <span class="pictures__head">
          <span class="pictures__name">{name}</span>
          <Time class="pictures__age" iso={new Date(newest.atMs).toISOString()} words={age} />
        </span>
        <span class="pictures__frame">
          <img
            src={routes.imagePictureThumb.href({ name, hash: newest.hash })}
            alt={`${name}, newest`}
            width={newest.width}
            height={newest.height}
            decoding="async"
          />
        </span>
      </a>
      <p class="pictures__about">
        <span>{aboutSize(newest)}</span>
        <span>
          {countPictures(pictures)}, {formatValueText(sizeBytes, 'bytes')}
        </span>
      </p>
    </li>
  );
}
