import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { createZoneClock } from '../../../components/format/zone-clock.ts';
import { Icon } from '../../../components/icons.tsx';
import { Segment } from '../../../components/segment.tsx';
import { RANGES } from '../range.ts';
import type { BoardView } from './board-view.ts';
import { earlier, later, startOf, toNow, wider } from './move-range.ts';

export interface RangePickerProps {
  readonly view: BoardView;
  readonly nowMs: number;
  /** What an address of the page says beside the view, such as which sections are open. */
  readonly more?: BoardView['query'] | undefined;
  /** Of the page, with another query. */
  readonly hrefOf: (query: BoardView['query']) => string;
}

const PICKER = 'range-picker';
/** What of the address is no range. */
const RANGE_KEYS = new Set(['range', 'from', 'to']);

/** Which time a dashboard shows: links and forms, so that each choice is an address. */
export function RangePicker({ view, nowMs, more = {}, hrefOf }: RangePickerProps) {
  const { range } = view;
  const kept = { ...Object.fromEntries(Object.entries(view.query).filter(([key]) => !RANGE_KEYS.has(key))), ...more };
  const to = (query: Readonly<Record<string, string>> | undefined) => query && hrefOf({ ...kept, ...query });
  const options = RANGES.map(({ name }) => ({
    href: to({ range: name })!,
    label: name.replace(/(\d+)(\w)/, '$1 $2'),
    current: name === range.name,
  }));
  return (
    <div class="range" data-range data-range-kept={hrefOf(kept)} data-zone={view.timeZone}>
      <div class="range__quick">
        <Segment label="Range" options={options} />
      </div>
      <div class="range__steps">
        <Step icon="back" label="Earlier" href={to(earlier(range, nowMs))} />
        <Button type="button" attributes={{ popovertarget: PICKER, 'aria-haspopup': 'dialog' }}>
          <span class="range__title">{range.title}</span>
          <Icon name="down" />
        </Button>
        <Step icon="next" label="Later" href={to(later(range, nowMs))} />
        <Step icon="zoom-out" label="Zoom out" href={to(wider(range, nowMs))} />
        {range.end && (
          <Button href={to(toNow(range.spanMs))!} attributes={{ 'data-range-now': '' }}>
            Back to now
          </Button>
        )}
      </div>
      <div class="range-picker" id={PICKER} popover="auto" role="dialog" aria-label="Range">
        <Segment label="Up to now" options={options} />
        <LengthForm {...{ view, kept }} action={hrefOf({})} />
        <StretchForm {...{ view, kept, nowMs }} action={hrefOf({})} />
      </div>
    </div>
  );
}

/** A step that cannot be made keeps its place. */
function Step({ icon, label, href }: { icon: 'back' | 'next' | 'zoom-out'; label: string; href: string | undefined }) {
  if (href === undefined) return <Button icon={icon} label={label} type="button" disabled />;
  return <Button icon={icon} label={label} href={href} />;
}

interface FormProps {
  readonly view: BoardView;
  readonly kept: BoardView['query'];
  readonly action: string;
}

function LengthForm({ view: { range }, kept, action }: FormProps) {
  return (
    <form class="range-picker__row" method="get" action={action}>
      <Kept {...{ kept }} />
      <Field
        id="range-length"
        name="range"
        label="The last"
        hint="such as 90m or 3d"
        value={range.end ? '' : range.name}
        attributes={{ required: true, maxlength: 20, autocomplete: 'off', spellcheck: 'false' }}
      />
      <Button>Show</Button>
    </form>
  );
}

function StretchForm({ view: { range, timeZone }, kept, nowMs, action }: FormProps & { nowMs: number }) {
  const clock = createZoneClock(timeZone);
  const fromMs = startOf(range, nowMs);
  const onWall = (atMs: number) => new Date(clock.toWall(atMs)).toISOString().slice(0, 19);
  const attributes = { type: 'datetime-local', step: '1', required: true };
  return (
    <form class="range-picker__stretch" method="get" action={action}>
      <Kept {...{ kept }} />
      <Field id="range-from" name="from" label="From" value={onWall(fromMs)} attributes={attributes} />
      <Field id="range-to" name="to" label="To" value={onWall(fromMs + range.spanMs)} attributes={attributes} />
      <p class="range-picker__zone">Times are those of {timeZone.replaceAll('_', ' ')}.</p>
      <Button>Show this time</Button>
    </form>
  );
}

/** What else the address says goes along. */
function Kept({ kept }: { kept: BoardView['query'] }) {
  return Object.entries(kept).flatMap(([name, values]) =>
    [values].flat().map(value => <input type="hidden" name={name} value={value} />),
  );
}
