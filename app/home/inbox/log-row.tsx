import { AnsiText } from '../../../components/ansi-text.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { routes } from '../../routes.ts';
import type { LogSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** Fewer are told by when the last one came. */
const LEAST_PER_SECOND = 0.05;

const formatRate = (perSecond: number) => (perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond)));

/** A stream of log lines: its newest line, and how fast they come. */
export function LogRow({ id, signal: { name, newest, perSecond }, nowMs, timeZone }: SignalRowProps<LogSignal>) {
  const moves = perSecond >= LEAST_PER_SECOND;
  const { age } = freshnessOf(newest.atMs, undefined, nowMs);
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.logs.href({}, { stream: name })}
      labels="log"
      state="live"
      value={moves ? formatRate(perSecond) : <span class="inbox__age">{age} ago</span>}
      unit={moves ? 'lines/s' : ''}
      more={
        <code class={`inbox__line inbox__line--${newest.level}`}>
          {clockTime(newest.atMs, timeZone, 'seconds')} <AnsiText text={newest.text.split('\n', 1)[0]!} />
        </code>
      }
    />
  );
}
