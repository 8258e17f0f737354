import type { Child } from 'hono/jsx';
import { AnsiText } from '../../../components/ansi-text.tsx';
import { preciseClock } from '../../../components/format/precise-clock.ts';
import { LogLine as Row } from '../../../components/log-lines.tsx';
import { routes } from '../../routes.ts';
import type { KeptLine } from '../log-line.ts';
import { createMarker } from './marked.tsx';

/** Characters of a line that a list shows; the whole is seen when it is opened. */
const SHOWN_CHARS = 2000;
const SHOWN_FIELDS = 12;
const SHOWN_VALUE_CHARS = 120;

export const lineId = (seq: number) => `line-${seq}`;

/** Draws a line of the list. Its time leads to it for good. */
export function createLineRow(search: string, timeZone: string): (line: KeptLine) => Child {
  const mark = createMarker(search);
  return line => {
    const { seq, atMs, level, stream, text } = line;
    const breakAt = text.indexOf('\n');
    const head = breakAt < 0 ? text : text.slice(0, breakAt);
    return (
      <Row
        id={lineId(seq)}
        iso={new Date(atMs).toISOString()}
        time={preciseClock(atMs, timeZone)}
        href={routes.logs.href({}, { line: seq })}
        {...{ level, stream }}
        text={<AnsiText text={cut(head)} mark={mark} />}
        below={breakAt >= 0 && <Fold text={text.slice(breakAt + 1)} mark={mark} />}
        fields={fieldsOf(line, mark)}
      />
    );
  };
}

/** The further lines of a stack trace. */
function Fold({ text, mark }: { text: string; mark: (text: string) => Child }) {
  const count = text.split('\n').length;
  return (
    <details class="log__fold">
      <summary>{count === 1 ? '1 more line' : `${count} more lines`}</summary>
      <pre>
        <AnsiText text={text} mark={mark} />
      </pre>
    </details>
  );
}

function fieldsOf({ text, fields }: KeptLine, mark: (text: string) => Child): Child {
  // A text that is JSON, or pairs, shows them already.
  const names = Object.keys(fields);
  if (names.length === 0 || text.startsWith('{')) return undefined;
  const pairs = names.slice(0, SHOWN_FIELDS).map(name => `${name}=${cutValue(fields[name]!)}`);
  return mark(pairs.join(' ') + (names.length > SHOWN_FIELDS ? ' …' : ''));
}

function cutValue(value: string): string {
  return value.length > SHOWN_VALUE_CHARS ? `${value.slice(0, SHOWN_VALUE_CHARS)}…` : value;
}

function cut(text: string): string {
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text;
}
