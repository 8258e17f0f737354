import type { Child } from 'hono/jsx';
import { Yarn, type YarnState } from './yarn.tsx';

export type InboxRowProps = {
  id: string;
  name: string;
  /** `room=kitchen`, or the kind of a signal without labels: `log`. */
  labels?: string | undefined;
  state: YarnState;
  /** Where more of it is to be seen. */
  href?: string | undefined;
  /** The newest value, formatted; a picture, where that is the newest. */
  value: Child;
  unit?: string | undefined;
  /** A spark, a progress bar. */
  middle?: Child;
  /** What is known of it: `reading · every 1 s · min 20.9, max 21.8`. */
  more: Child;
  /** A suggestion, at the end: `Looks like a temperature: use °C`. */
  act?: Child;
};

/** A signal on no dashboard; an `<li>` for `<ol class="inbox">`. */
export function InboxRow({ id, name, href, labels, state, value, unit, middle, more, act }: InboxRowProps) {
  return (
    <li class={state === 'stale' ? 'inbox__row inbox__row--stale' : 'inbox__row'} id={id}>
      <Yarn state={state} />
      <div class="inbox__name">
        <b class="inbox__title">{href === undefined ? name : <a href={href}>{name}</a>}</b>
        {labels !== undefined && <span class="inbox__labels mono">{labels}</span>}
      </div>
      <div class="inbox__middle">{middle}</div>
      <div class="inbox__value">
        {value}
        {unit !== undefined && unit !== '' && <span class="inbox__unit">{unit}</span>}
      </div>
      <div class="inbox__more">
        <span class="ellipsis">{more}</span>
        {act}
      </div>
    </li>
  );
}
