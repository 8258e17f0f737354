import { formatMoment } from '../../components/format/format-moment.ts';
import { cutText, fitText, type TerminalText } from '../../components/text/terminal-text.ts';
import { textPage } from '../../components/text/text-page.ts';
import type { AuditLine } from './store.ts';

export interface AuditTextProps {
  readonly lines: readonly AuditLine[];
  readonly hasMore: boolean;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

const WHO_COLUMNS = 16;

/** The audit log for a terminal: a line for each deed, and one below it where there is more to say. */
export function auditText({ lines, hasMore, nowMs, timeZone }: AuditTextProps, text: TerminalText): string {
  const rows = lines.flatMap(line => lineRows(line, timeZone, text));
  const more = hasMore ? ['', text.dim(`Older ones: ?before=${lines.at(-1)!.seq}`)] : [];
  const shown = rows.length > 0 ? rows : [text.dim('Nothing like it.')];
  return textPage({ title: 'Audit log', nowMs, timeZone, lines: [...shown, ...more] }, text);
}

function lineRows(
  { atMs, who, from, action, outcome, subject, detail }: AuditLine,
  timeZone: string,
  text: TerminalText,
) {
  const moment = formatMoment(atMs, timeZone);
  const when = moment ? `${moment.day} ${moment.clock}` : String(atMs);
  const how = outcome === 'done' ? '' : ` (${outcome})`;
  const name = fitText(text.plain(who), WHO_COLUMNS);
  const room = text.columns - when.length - WHO_COLUMNS - 4;
  const deed = cutText(text.plain(`${action}${how}  ${subject}`), room);
  const more = [from, detail].filter(Boolean).join(' · ');
  return [
    `${text.dim(when)}  ${text.bold(name)}  ${outcome === 'failed' ? text.alert(deed) : deed}`,
    ...(more === '' ? [] : [text.dim(`  ${cutText(text.plain(more), text.columns - 2)}`)]),
  ];
}
