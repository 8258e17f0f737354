import { clockTime } from '../../../components/format/clock-time.ts';
import { waitingLine } from '../../../components/text/reading-line.ts';
import type { TerminalText } from '../../../components/text/terminal-text.ts';
import { unreachable } from '../../http/unreachable.ts';
import { aboutSize, imageFreshness } from '../../images/look/about-moment.ts';
import { tellState } from '../../jobs/tell-state.ts';
import { seriesLine } from './series-line.ts';
import type { Arrival, Signal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A signal in one line of a terminal: as its row says it. */
export function signalLine(
  signal: Signal,
  props: Pick<SignalRowProps, 'unitOf' | 'nowMs' | 'timeZone'>,
  text: TerminalText,
): string {
  if (signal.kind === 'reading') return seriesLine(signal.name, signal.series, props, text);
  return waitingLine(`  ${signal.name}`, `${signal.kind} · ${wordsOf(signal, props)}`, text);
}

type Words = Pick<SignalRowProps, 'nowMs' | 'timeZone'>;

function wordsOf(signal: Arrival, { nowMs, timeZone }: Words): string {
  switch (signal.kind) {
    case 'log':
      return `${clockTime(signal.newest.atMs, timeZone, 'seconds')} ${signal.newest.text}`;
    case 'image':
      return `${aboutSize(signal.state.newest)} · ${imageFreshness(signal.state, nowMs).age}`;
    case 'job': {
      const { news, more } = tellState(signal.job, nowMs);
      return [news, more, signal.job.run?.message].filter(Boolean).join(' · ');
    }
    case 'event':
      return `${clockTime(signal.newest.atMs, timeZone)} ${[signal.newest.title, signal.newest.message].filter(Boolean).join(': ')}`;
    default:
      return unreachable(signal);
  }
}
