import type { Level } from '../logs/log-line.ts';

const NAMES: Readonly<Record<string, Level>> = {
  ...{ trace: 'debug', verbose: 'debug', debug: 'debug', dbg: 'debug', fine: 'debug', finer: 'debug', finest: 'debug' },
  ...{
    silly: 'debug',
    info: 'info',
    information: 'info',
    informational: 'info',
    notice: 'info',
    log: 'info',
    http: 'info',
  },
  ...{ config: 'info', warn: 'warn', warning: 'warn', wrn: 'warn', err: 'error', error: 'error', eror: 'error' },
  ...{ severe: 'error', crit: 'error', critical: 'error', fatal: 'error', alert: 'error', emerg: 'error' },
  ...{ emergency: 'error', panic: 'error', dpanic: 'error', failure: 'error', inf: 'info', trc: 'debug', ftl: 'error' },
};

/** The level that a word or a number stands for: `WARNING`, `err`, `50` of pino and bunyan, `3` of syslog. Undefined for others. */
export function parseLevel(value: unknown): Level | undefined {
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value !== 'string') return undefined;
  const word = value.trim().toLowerCase();
  if (Object.hasOwn(NAMES, word)) return NAMES[word];
  return /^\d{1,2}$/.test(word) ? ofNumber(Number(word)) : undefined;
}

/** Below 10 they are severities of syslog, where 0 is the worst; from 10 on those of pino and bunyan. */
function ofNumber(level: number): Level | undefined {
  if (!Number.isFinite(level) || level < 0) return undefined;
  if (level < 10) return ofSyslog(level);
  if (level >= 50) return 'error';
  if (level >= 40) return 'warn';
  return level >= 30 ? 'info' : 'debug';
}

export function ofSyslog(severity: number): Level | undefined {
  if (severity <= 3) return 'error';
  if (severity === 4) return 'warn';
  if (severity <= 6) return 'info';
  return severity === 7 ? 'debug' : undefined;
}

/** Characters of a line in which its level is looked for. */
const LOOK_CHARS = 200;

const WORDS = 'TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERR|ERROR|CRIT|CRITICAL|ALERT|EMERG|FATAL|PANIC|SEVERE';
/** In capitals, as a word of its own: `2026-11-22 14:03:22 ERROR card reader`. */
const IN_CAPITALS = new RegExp(`(?<![\\w/-])(${WORDS})(?![\\w/.-])`);
/** In brackets, however it is written: `[warn]`, `<error>`. */
const IN_BRACKETS = new RegExp(`[[<(]\\s*(${WORDS})\\s*[\\]>)]`, 'i');
/** As the first word, before a colon: `error: no such file`, `npm warn deprecated`. */
const AT_HEAD = new RegExp(`^(?:npm )?(${WORDS})(?=[:\\s]\\s*\\S)`, 'i');
const AS_PAIR = /(?:^|[\s,{])"?(?:level|lvl|severity|loglevel)"?\s*[=:]\s*"?([A-Za-z]+)/i;
/** What is an error without saying so. */
const TROUBLE =
  /^(?:Traceback \(most recent call last\)|panic: |fatal error: |Exception in thread |(?:[\w$.]+\.)?[A-Z]\w*(?:Error|Exception)(?=[:\s(]|$)|Uncaught )/;

/** The level that a line of plain text speaks of, if any. */
export function findLevel(text: string): Level | undefined {
  const head = text.slice(0, LOOK_CHARS);
  const word = AS_PAIR.exec(head) ?? IN_BRACKETS.exec(head) ?? IN_CAPITALS.exec(head) ?? AT_HEAD.exec(head);
  const level = word && parseLevel(word[1]);
  if (level) return level;
  return TROUBLE.test(head) ? 'error' : undefined;
}
