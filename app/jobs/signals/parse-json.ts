import type { Signal } from '../runs/signal.ts';
import { readCode } from './parse-exit.ts';
import type { Checked } from './parse-job-name.ts';
import { parseLine } from './parse-line.ts';
import { checkProgress } from './parse-progress.ts';

const KEYS = ['state', 'percent', 'done', 'total', 'message', 'exitCode', 'run', 'time'] as const;
const STATES = ['start', 'running', 'done', 'fail', 'log'] as const;

type Fields = Partial<Record<(typeof KEYS)[number], unknown>>;

/** What is earlier was meant as seconds. */
const EARLIEST_MS = Date.UTC(2000);

/** A signal, and the run that it names. */
export interface JsonSignal {
  readonly signal: Signal;
  readonly run: unknown;
}

/**
 * One element of a JSON body: a text as a line, or an object:
 *
 *     {"state": "start"}   {"done": 42, "total": 100, "message": "copying"}   {"percent": 37}
 *     {"state": "fail", "exitCode": 3, "message": "disk full"}   {"state": "log", "message": "..."}
 *
 * With `"time"` where it is sent later than it was said, as after a time without a network.
 */
export function parseJson(element: unknown): Checked<JsonSignal> {
  if (typeof element === 'string') return withRun(parseLine(element), undefined);
  if (typeof element !== 'object' || element === null || Array.isArray(element))
    return refuse('an element is an object such as {"percent": 37}, or a text such as "37%".');
  const unknown = Object.keys(element).find(key => !(KEYS as readonly string[]).includes(key));
  if (unknown !== undefined)
    return refuse(`nothing is known by the name "${unknown.slice(0, 40)}"; there are ${KEYS.join(', ')}.`);
  const fields = element as Fields;
  const { time } = fields;
  if (time !== undefined && !(Number.isSafeInteger(time) && Number(time) > EARLIEST_MS))
    return refuse('"time" is when it was said, in milliseconds since 1970, as in 1795862400000.');
  const parsed = parseFields(fields);
  if (!parsed.ok || time === undefined) return withRun(parsed, fields.run);
  return withRun({ ok: true, value: { ...parsed.value, atMs: Number(time) } }, fields.run);
}

function parseFields(fields: Fields): Checked<Signal> {
  const { state = 'running', message = '' } = fields;
  if (typeof message !== 'string') return refuse('"message" is a text.');
  const lines = message.split('\n').map(line => line.trim());
  const text = lines.filter(line => line !== '').join(' ');
  switch (state) {
    case 'start':
    case 'done':
      return { ok: true, value: { kind: state, text } };
    case 'log':
      return { ok: true, value: { kind: 'log', text: message.trimEnd() } };
    case 'fail':
      return parseFail(fields.exitCode, text);
    case 'running':
      return parseRunning(fields, text);
    default:
      return refuse(`"state" is one of ${STATES.join(', ')}.`);
  }
}

function parseFail(exitCode: unknown, text: string): Checked<Signal> {
  if (exitCode === undefined || exitCode === null) return { ok: true, value: { kind: 'fail', text } };
  const code = typeof exitCode === 'number' ? readCode(String(exitCode)) : undefined;
  if (!code) return refuse('"exitCode" of a failure is a whole number, and not 0.');
  return { ok: true, value: { kind: 'fail', exitCode: code, text } };
}

function parseRunning({ percent, done, total }: Fields, text: string): Checked<Signal> {
  if (percent !== undefined) {
    if (typeof percent !== 'number') return refuse('"percent" is a number from 0 to 100.');
    return checkProgress(percent, 100, text, ' %');
  }
  if (done !== undefined || total !== undefined) {
    if (typeof done !== 'number' || typeof total !== 'number')
      return refuse('"done" and "total" are numbers and come together, as in {"done": 42, "total": 100}.');
    return checkProgress(done, total, text);
  }
  if (text === '') return refuse('this says nothing: give "state", "percent", "done" with "total", or "message".');
  return { ok: true, value: { kind: 'message', text } };
}

function withRun(parsed: Checked<Signal>, run: unknown): Checked<JsonSignal> {
  return parsed.ok ? { ok: true, value: { signal: parsed.value, run } } : parsed;
}

function refuse<T>(reason: string): Checked<T> {
  return { ok: false, reason };
}
