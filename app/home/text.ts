import { panelCount } from '../../components/format/panel-count.ts';
import { waitingLine } from '../../components/text/reading-line.ts';
import type { TerminalText } from '../../components/text/terminal-text.ts';
import { textHeading, textPage } from '../../components/text/text-page.ts';
import type { BoardsProps } from './boards.tsx';
import { type InboxProps, inboxNote } from './inbox/inbox-areas.tsx';
import { seriesLine } from './inbox/series-line.ts';
import { signalLine } from './inbox/signal-line.ts';
import type { Lead } from './leads.ts';

export interface HomeTextProps extends Omit<InboxProps, 'mayEdit'>, BoardsProps {
  /** The first row of This machine, as its dashboard says it. */
  readonly machine: readonly string[];
}

/** Home as text: the inbox, the dashboards with their leading numbers, and this machine. */
export function homeText(props: HomeTextProps, text: TerminalText): string {
  const { signals, leads, machine, isWaiting, nowMs, timeZone } = props;
  const inbox = isWaiting
    ? [waitingLine('Inbox', 'Nothing yet. Home in a browser shows how to send something.', text)]
    : [
        textHeading('Inbox', inboxNote(signals.length), text),
        ...signals.map(signal => signalLine(signal, props, text)),
      ];
  const boards = leads.map(lead => leadLine(lead, props, text));
  const lines = [
    ...inbox,
    ...section('Dashboards', undefined, boards, text),
    ...section('This machine', 'already live, nothing to set up', machine, text),
  ];
  return textPage({ title: 'Home', nowMs, timeZone, lines }, text);
}

function section(title: string, note: string | undefined, lines: readonly string[], text: TerminalText): string[] {
  return lines.length === 0 ? [] : ['', textHeading(title, note, text), ...lines];
}

function leadLine({ dashboard, name, selector }: Lead, props: HomeTextProps, text: TerminalText): string {
  const series = selector && props.watch.select(selector)[0];
  const { title, panels } = dashboard.definition;
  if (series && name !== undefined) return seriesLine(title, series, props, text);
  const note = selector && !series ? 'no reading yet' : panelCount(panels.length);
  return waitingLine(`  ${title}`, note, text);
}
