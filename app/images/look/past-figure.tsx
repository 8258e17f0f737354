import { Time } from '../../../components/time.tsx';
import { routes } from '../../routes.ts';
import type { Moment } from '../kept/picture.ts';
import { aboutPicture, labelWords, momentTime } from './about-moment.ts';

export interface PastFigureProps {
  readonly name: string;
  readonly moment: Moment;
  /** In place of "As it was at". */
  readonly word?: string;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** A picture of a moment. */
export function PastFigure({ name, moment, word = 'As it was', nowMs, timeZone }: PastFigureProps) {
  const { atMs, hash, width, height } = moment;
  const time = momentTime(atMs, nowMs, timeZone);
  const labels = labelWords(moment);
  return (
    <figure class="look__figure look__figure--past">
      <figcaption class="look__caption">
        <b class="look__word">{word}</b>
        <Time class="look__time" iso={new Date(atMs).toISOString()} words={time} />
        {labels !== '' && <span class="look__labels mono ellipsis">{labels}</span>}
        <span class="look__about">{aboutPicture(moment)}</span>
      </figcaption>
      <img
        class="look__picture"
        src={routes.imagePicture.href({ name, hash })}
        alt={`${name} at ${time}`}
        width={width}
        height={height}
        data-look-past
      />
    </figure>
  );
}
