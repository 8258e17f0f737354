import { Button } from '../../../components/button.tsx';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { ImageState, Moment } from '../kept/picture.ts';
import { momentTime } from './about-moment.ts';
import { PastFigure } from './past-figure.tsx';

export interface ComparePageProps {
  readonly shell: PageShell;
  readonly state: ImageState;
  readonly before: Moment;
  readonly after: Moment;
  readonly nowMs: number;
  readonly timeZone: string;
}

/** Two moments of an image: beside each other, and with script (public/js/compare.js) one over the other with an edge to move. */
export function ComparePage({ shell, state, before, after, nowMs, timeZone }: ComparePageProps) {
  const { name } = state;
  const clock = { nowMs, timeZone };
  return (
    <Page
      shell={shell}
      title={name}
      room="images"
      note={`before and after, ${formatDuration(Math.abs(after.atMs - before.atMs))} apart`}
      scripts={['js/compare.js']}
      acts={
        <Button size="small" look="solid" href={routes.image.href({ name })}>
          Back to now
        </Button>
      }
    >
      <section class="look sheet" aria-label={`${name}, before and after`}>
        <div class="compare" data-compare>
          <PastFigure {...{ name, ...clock }} moment={before} word="Before" />
          <PastFigure {...{ name, ...clock }} moment={after} word="After" />
        </div>
        <form class="compare__moments" method="get" action={routes.image.href({ name })}>
          <MomentSlider {...{ state, ...clock }} moment={before} side="before" label="Before" />
          <MomentSlider {...{ state, ...clock }} moment={after} side="after" label="After" />
          <Button size="small">Compare</Button>
        </form>
      </section>
    </Page>
  );
}

interface MomentSliderProps {
  readonly state: ImageState;
  readonly moment: Moment;
  readonly side: 'before' | 'after';
  readonly label: string;
  readonly nowMs: number;
  readonly timeZone: string;
}

function MomentSlider({ state, moment, side, label, nowMs, timeZone }: MomentSliderProps) {
  const { firstMs, newest } = state;
  return (
    <label class="compare__moment">
      <span class="compare__label">
        {label} <output>{momentTime(moment.atMs, nowMs, timeZone)}</output>
      </span>
      <input
        class="scrub__slider"
        type="range"
        name={side}
        min={String(firstMs)}
        max={String(newest.atMs)}
        step="1"
        value={String(moment.atMs)}
        data-compare-moment
        aria-valuetext={momentTime(moment.atMs, nowMs, timeZone)}
      />
    </label>
  );
}
