import pino, { type Logger } from 'pino';
import type { Level, LogLine } from './log-line.ts';
import type { Logs } from './logs.ts';

/** The stream in which this server's own lines are kept. */
export const SERVER_STREAM = 'telltale';

/** Lines that wait for the log keeper; beyond it the newest are dropped and counted. */
const MAX_WAITING_LINES = 2000;

export interface ServerLog {
  readonly log: Logger;
  /** From now on lines are also kept, those said before included. */
  keepIn(logs: Logs): void;
  /** Writes what still waits. */
  flush(): Promise<void>;
}

/** The server's own log: readable lines on standard output, and the same lines as the log stream `telltale`. */
export function createServerLog(level: string, print: (text: string) => void): ServerLog {
  let logs: Logs | undefined;
  let waiting: LogLine[] = [];
  let dropped = 0;
  /** Said once; the lines that were lost are counted in the first one that is kept again. */
  let isFailing = false;
  let writing: Promise<void> | undefined;

  const write = async (store: Logs) => {
    while (waiting.length > 0) {
      const [lines, lost] = [waiting, dropped];
      [waiting, dropped] = [[], 0];
      try {
        await store.append(lost > 0 ? [noteDropped(lines[0]!.atMs, lost), ...lines] : lines);
        isFailing = false;
      } catch (error) {
        dropped += lost + lines.length;
        if (!isFailing) print(`${new Date().toISOString()} error the log is not kept: ${(error as Error).message}\n`);
        isFailing = true;
      }
    }
    writing = undefined;
  };

  /** One writer at a time; lines that come meanwhile are its next batch. */
  const startWriting = () => {
    if (logs && !writing && waiting.length > 0) writing = write(logs);
  };

  const accept = (line: LogLine) => {
    if (waiting.length >= MAX_WAITING_LINES) {
      dropped++;
      return;
    }
    waiting.push(line);
    startWriting();
  };

  const destination = {
    write(json: string) {
      const line = toLogLine(JSON.parse(json));
      print(toText(line));
      accept(line);
    },
  };

  return {
    log: pino({ level, base: null }, destination),
    keepIn(store) {
      logs = store;
      startWriting();
    },
    flush: async () => writing,
  };
}

function noteDropped(atMs: number, count: number): LogLine {
  return { stream: SERVER_STREAM, atMs, level: 'warn', text: `${count} lines of this log were not kept`, fields: {} };
}

function toLogLine({ level, time, msg, err, ...rest }: Record<string, unknown>): LogLine {
  const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
  if (err && typeof err === 'object' && 'message' in err) fields.error = String(err.message);
  return {
    stream: SERVER_STREAM,
    atMs: Number(time),
    level: levelName(Number(level)),
    text: String(msg ?? ''),
    fields,
  };
}

function levelName(level: number): Level {
  if (level >= 50) return 'error';
  if (level >= 40) return 'warn';
  return level >= 30 ? 'info' : 'debug';
}

function toText({ atMs, level, text, fields }: LogLine): string {
  const pairs = Object.entries(fields).map(
    ([name, value]) => ` ${name}=${/[\s"]/.test(value) ? JSON.stringify(value) : value}`,
  );
  return `${new Date(atMs).toISOString().slice(11, 19)} ${level.padEnd(5)} ${text}${pairs.join('')}\n`;
}
