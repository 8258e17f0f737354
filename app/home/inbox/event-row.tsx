import { freshnessOf } from '../../../components/format/freshness.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { routes } from '../../routes.ts';
import type { EventSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A topic: its newest message, and how long ago that was. */
export function EventRow({ id, signal: { name, newest }, nowMs }: SignalRowProps<EventSignal>) {
  const { title, message } = newest;
  const words = [title, message].filter(text => text !== '').join(': ');
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.events.href({}, { topic: name })}
      labels="event"
      state="live"
      value={<span class="inbox__age">{freshnessOf(newest.atMs, undefined, nowMs).age} ago</span>}
      more={<span class="soft">{words === '' ? 'no words' : `“${words}”`}</span>}
    />
  );
}
