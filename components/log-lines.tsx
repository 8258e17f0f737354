import type { Child } from 'hono/jsx';
import { Time } from './time.tsx';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LogLineProps = {
  /** Unique on the page: the sequence of the line. */
  id?: string | undefined;
  iso: string;
  time: string;
  level: LogLevel;
  /** On a page that shows several streams. */
  stream?: string | undefined;
  /** May hold `<mark>` around what was searched for. */
  text: Child;
  /** `key=value` pairs behind the text. */
  fields?: Child;
  /** Below text and fields: what folds out. */
  below?: Child;
  /** Where the line itself is found; its time leads there. */
  href?: string | undefined;
};

const WORDS: Record<LogLevel, string> = { debug: 'debug', info: 'info', warn: 'warn', error: 'err' };

/** One line, to be appended to a list of them. */
export function LogLine({ id, iso, time, level, stream, text, fields, below, href }: LogLineProps) {
  return (
    <li class={`log__line log__line--${level}`} id={id}>
      {href === undefined ? (
        <Time class="log__time" iso={iso} words={time} />
      ) : (
        <a class="log__time" href={href} data-line>
          <Time iso={iso} words={time} />
        </a>
      )}
      <span class="log__level">{WORDS[level]}</span>
      {stream !== undefined && <span class="log__stream">{stream}</span>}
      <span class="log__text">
        {text}
        {fields !== undefined && <span class="log__fields"> {fields}</span>}
        {below}
      </span>
    </li>
  );
}

export type LogLinesProps = {
  id?: string | undefined;
  label: string;
  lines: readonly LogLineProps[];
  /** `tail`: in a panel, the newest lines that fit; `page`: all of them, with stream names. */
  look: 'tail' | 'page';
};

/** Oldest first. */
export function LogLines({ id, label, lines, look }: LogLinesProps) {
  return (
    <ol class={`log log--${look}`} id={id} aria-label={label}>
      {lines.map(line => (
        <LogLine {...line} />
      ))}
    </ol>
  );
}
