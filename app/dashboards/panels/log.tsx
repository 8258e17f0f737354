import { AnsiText } from '../../../components/ansi-text.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { freshnessOf } from '../../../components/format/freshness.ts';
import { LogLines } from '../../../components/log-lines.tsx';
import { cutText, type TerminalText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import type { KeptLine } from '../../logs/log-line.ts';
import type { Panel } from '../panel.ts';

/** The newest lines of a log stream; as many as fit are seen, the last one at the foot. */
export const log: Panel<'log'> = {
  kind: 'log',
  awaits: ({ stream }) => stream,

  standing(_, { lines, nowMs }) {
    const newest = lines.at(-1);
    return newest && { state: 'live', age: freshnessOf(newest.atMs, undefined, nowMs).age };
  },

  draw({ id, title }, { lines, timeZone }) {
    return (
      <LogLines id={`${id}-lines`} label={title} look="tail" lines={lines.map(each => toProps(each, id, timeZone))} />
    );
  },

  text({ title }, { lines, nowMs, timeZone }, text) {
    const { age } = freshnessOf(lines.at(-1)!.atMs, undefined, nowMs);
    const shown = lines.slice(-MAX_TEXT_LINES).map(line => toText(line, timeZone, text));
    return [textHeading(title, age, text), ...shown];
  },

  table: (_, { lines }) => ({
    columns: [{ label: 'time', unit: 'unix-ms' }, ...['level', 'text', 'fields'].map(label => ({ label }))],
    rows: lines.map(({ atMs, level, text, fields }) => [atMs, level, text, pairsOf(fields)]),
  }),
};

const MAX_TEXT_LINES = 8;

function toText({ atMs, level, text: words, fields }: KeptLine, timeZone: string, text: TerminalText): string {
  const pairs = pairsOf(fields);
  const time = `  ${clockTime(atMs, timeZone, 'seconds')} `;
  const rest = cutText(text.plain([level, words, pairs].filter(Boolean).join(' ')), text.columns - time.length);
  const colour = level === 'error' ? text.alert : level === 'warn' ? text.warn : (line: string) => line;
  return text.dim(time) + colour(rest);
}

function toProps({ seq, atMs, level, text, fields }: KeptLine, panelId: string, timeZone: string) {
  return {
    id: `${panelId}-line-${seq}`,
    iso: new Date(atMs).toISOString(),
    time: clockTime(atMs, timeZone, 'seconds'),
    level,
    // One line each: a trace is read where there is room.
    text: <AnsiText text={text.split('\n', 1)[0]!} />,
    fields: pairsOf(fields) || undefined,
  };
}

function pairsOf(fields: KeptLine['fields']): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
