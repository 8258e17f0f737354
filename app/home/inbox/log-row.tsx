import { AnsiText } from '../../../components/ansi-text.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValue } from '../../../components/format/format-value.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { routes } from '../../routes.ts';
import type { LogSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A stream of log lines: its newest line, and how fast they come. */
export function LogRow({ id, signal: { name, newest, perSecond }, timeZone }: SignalRowProps<LogSignal>) {
  const rate = formatValue(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond), '');
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.logs.href({}, { stream: name })}
      labels="log"
      state="live"
      value={rate.number}
      unit="lines/s"
      more={
        <code class={`inbox__line inbox__line--${newest.level}`}>
          {clockTime(newest.atMs, timeZone, 'seconds')} <AnsiText text={newest.text.split('\n', 1)[0]!} />
        </code>
      }
    />
  );
}
