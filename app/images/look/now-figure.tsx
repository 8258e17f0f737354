import { Chip } from '../../../components/chip.tsx';
import { Time } from '../../../components/time.tsx';
import { Yarn } from '../../../components/yarn.tsx';
import { wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { ImageState } from '../kept/picture.ts';
import { aboutPicture, countPictures, imageFreshness, labelWords, momentTime } from './about-moment.ts';

export interface NowFigureProps {
  readonly state: ImageState;
  readonly isSending: boolean;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** A stream of frames ends after a quarter of an hour: a new one takes its place before, by another address. */
const FRAMES_ANEW_MS = 10 * 60_000;

/** The newest picture, or the frames as they come. */
export function nowFigure(props: NowFigureProps): Area {
  return wholeArea('image-now', <NowFigure {...props} />);
}

function NowFigure({ state, isSending, nowMs, timeZone }: NowFigureProps) {
  const { name, newest, pictures } = state;
  const { atMs, hash, width, height } = newest;
  const { state: yarn, age } = isSending ? ({ state: 'live', age: '1\u00a0s' } as const) : imageFreshness(state, nowMs);
  const frames = { part: Math.floor(nowMs / FRAMES_ANEW_MS) };
  const src = isSending ? routes.imageFrames.href({ name }, frames) : routes.imagePicture.href({ name, hash });
  const time = momentTime(atMs, nowMs, timeZone);
  const labels = labelWords(newest);
  return (
    <figure class="look__figure" id="image-now" data-state={yarn}>
      <Yarn state={yarn} />
      <figcaption class="look__caption">
        <b class="look__word">{isSending ? 'Now, as it comes' : 'Newest'}</b>
        <Time class="look__time" iso={new Date(atMs).toISOString()} words={isSending ? '' : time} />
        {labels !== '' && <span class="look__labels mono ellipsis">{labels}</span>}
        <span class="look__about">{aboutPicture(newest)}</span>
        <span class="look__about look__count">{countPictures(pictures)}</span>
        {isSending && <Chip status="ok">streaming</Chip>}
        <span class="look__age">{age}</span>
      </figcaption>
      <img
        class="look__picture"
        src={src}
        data-frames={isSending ? src : undefined}
        alt={isSending ? `${name}, live` : `${name} at ${time}`}
        width={width}
        height={height}
        data-look-now
        data-at={String(atMs)}
        data-hash={hash}
      />
    </figure>
  );
}
