import { AnsiText } from '../../../components/ansi-text.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { routes } from '../../routes.ts';
import type { LogSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A stream of log lines: its newest line, and how fast they come. */
export function LogRow({ id, signal: { name, newest, perSecond }, timeZone }: SignalRowProps<LogSignal>) {
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.logs.href({}, { stream: name })}
      labels="log"
      state="live"
      value={perSecond < 10 ? perSecond.toFixed(1) : String(Math.round(perSecond))}
      unit="lines/s"
      more={
        <code class={`inbox__line inbox__line--${newest.level}`}>
          {clockTime(newest.atMs, timeZone, 'seconds')} <AnsiText text={newest.text.split('\n', 1)[0]!} />
        </code>
      }
    />
  );
}
