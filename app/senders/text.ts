import { formatAge } from '../../components/format/format-age.ts';
import { cutText, fitText, TERMINAL_COLUMNS, type TerminalText } from '../../components/text/terminal-text.ts';
import { textHeading, textPage } from '../../components/text/text-page.ts';
import type { DoorNote } from './notes.ts';
import { protocolLabel } from './protocol-names.ts';
import { countsOf, NOBODY, type SendersShown } from './rows.tsx';
import type { ListedSender } from './store.ts';

const NAME_COLUMNS = 28;

/** Who sends, as text. */
export function sendersText(
  { senders, doors, nowMs, timeZone }: SendersShown & { readonly timeZone: string },
  text: TerminalText,
): string {
  const ago = (atMs: number) => formatAge(nowMs - atMs);
  const rows = senders.flatMap(sender => senderLines(sender, ago(sender.lastMs), text));
  const turned = doors.flatMap(door => doorLines(door, ago(door.lastMs), text));
  const lines = [
    ...(rows.length > 0 ? rows : [text.dim(NOBODY)]),
    ...(turned.length > 0 ? ['', textHeading('Turned away', undefined, text), ...turned] : []),
  ];
  return textPage({ title: 'Senders', nowMs, timeZone, lines }, text);
}

function senderLines(sender: ListedSender, age: string, text: TerminalText): string[] {
  const name = fitText(
    cutText(text.plain(`${sender.name} · ${protocolLabel(sender.protocol)}`), NAME_COLUMNS * 2),
    NAME_COLUMNS * 2,
  );
  const line = `  ${text.bold(name)} ${text.dim(age)}`;
  const counts = indented(countsOf(sender), text);
  const { refusal } = sender;
  const why = refusal
    ? [indented(refusal.reason, text), ...(refusal.excerpt ? [indented(`> ${refusal.excerpt}`, text)] : [])]
    : [];
  return [line, counts, ...why];
}

function doorLines({ address, asked, reason, requests }: DoorNote, age: string, text: TerminalText): string[] {
  const name = fitText(cutText(text.plain(`${address} · ${asked}`), NAME_COLUMNS * 2), NAME_COLUMNS * 2);
  return [
    `  ${text.bold(name)} ${text.dim(age)}`,
    indented(`${requests} ${requests === 1 ? 'request' : 'requests'}: ${reason}`, text),
  ];
}

function indented(line: string, text: TerminalText): string {
  return `    ${text.dim(cutText(text.plain(line), TERMINAL_COLUMNS - 4))}`;
}
