import { Button } from '../../../components/button.tsx';
import { Time } from '../../../components/time.tsx';
import { routes } from '../../routes.ts';
import type { Span } from '../kept/calls.ts';
import type { Moment } from '../kept/picture.ts';
import { momentTime } from './about-moment.ts';
import type { Reach } from './span.ts';

export interface ScrubberProps {
  readonly name: string;
  readonly span: Span;
  readonly reach: Reach;
  /** Oldest first; the newest picture is the last one. */
  readonly moments: readonly Moment[];
  /** What is looked at; undefined: the newest, whatever comes. */
  readonly shown: Moment | undefined;
  readonly earlier: Moment | undefined;
  readonly later: Moment | undefined;
  readonly nowMs: number;
  readonly timeZone: string;
}

/**
 * The past of an image as a slider over one tick per picture. Without script it is a form that asks for a moment; with it
 * (public/js/look.js) pictures change under the finger.
 */
export function Scrubber(props: ScrubberProps) {
  const { name, span, reach, moments, shown, nowMs, timeZone } = props;
  const { fromMs, toMs } = span;
  const atMs = Math.min(toMs, Math.max(fromMs, shown?.atMs ?? toMs));
  return (
    <form class="scrub" method="get" action={routes.image.href({ name })} data-scrub data-moments={toJson(moments)}>
      {reach.name !== '1h' && <input type="hidden" name="range" value={reach.name} />}
      <Step {...props} to={props.earlier} icon="back" label="Earlier picture" />
      <div class="scrub__track">
        <Ticks {...{ moments, span, atMs }} />
        <input
          class="scrub__slider"
          type="range"
          name="at"
          min={String(fromMs)}
          max={String(toMs)}
          step="1"
          value={String(atMs)}
          aria-label={`Moment of ${name}`}
          aria-valuetext={momentTime(atMs, nowMs, timeZone)}
        />
        <span class="scrub__ends">
          <Time iso={new Date(fromMs).toISOString()} words={momentTime(fromMs, nowMs, timeZone)} />
          <span>{moments.length} in this stretch</span>
          <Time iso={new Date(toMs).toISOString()} words={momentTime(toMs, nowMs, timeZone)} />
        </span>
      </div>
      <Step {...props} to={props.later} icon="next" label="Later picture" />
      <Button size="small" attributes={{ 'data-scrub-show': '' }}>
        Show
      </Button>
    </form>
  );
}

type StepProps = ScrubberProps & {
  readonly to: Moment | undefined;
  readonly icon: 'back' | 'next';
  readonly label: string;
};

function Step({ name, reach, to, icon, label }: StepProps) {
  if (!to) return <span class="scrub__step scrub__step--none" />;
  const href = routes.image.href({ name }, { at: to.atMs, range: reach.name });
  return (
    <span class="scrub__step">
      <Button look="plain" icon={icon} label={label} href={href} />
    </span>
  );
}

/** One line for each picture, where it lies in time; those of a busy second are one line. */
function Ticks({ moments, span, atMs }: Pick<ScrubberProps, 'moments' | 'span'> & { readonly atMs: number }) {
  const lengthMs = Math.max(1, span.toMs - span.fromMs);
  const x = (ms: number) => `${(((ms - span.fromMs) / lengthMs) * 100).toFixed(2)}%`;
  return (
    <svg class="scrub__ticks" aria-hidden="true">
      {[...new Set(moments.map(moment => x(moment.atMs)))].map(at => (
        <line x1={at} x2={at} y1="0" y2="100%" />
      ))}
      <line class="scrub__on" x1={x(atMs)} x2={x(atMs)} y1="0" y2="100%" />
    </svg>
  );
}

/** `[[time, hash], ...]` */
function toJson(moments: readonly Moment[]): string {
  return JSON.stringify(moments.map(({ atMs, hash }) => [atMs, hash]));
}
