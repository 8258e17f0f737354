import type { Signal } from '../runs/signal.ts';
import { parseExit, parseFailure } from './parse-exit.ts';
import type { Checked } from './parse-job-name.ts';
import { parseProgress } from './parse-progress.ts';

/**
 * One line of what a job says. Its first word decides:
 *
 *     start            done             fail 3 disk full     exit 3
 *     42/100 copying   37% copying      log one line of output
 *     copying the photos
 *
 * What begins with nothing of that is words about what it does now. The line has no line break, and is not empty.
 */
export function parseLine(text: string): Checked<Signal> {
  const line = text.trim();
  const [, word = '', behind = ''] = /^(\S+)\s?(.*)$/su.exec(line) ?? [];
  const rest = behind.trim();
  switch (word.replace(/:$/, '')) {
    case 'start':
      return { ok: true, value: { kind: 'start', text: rest } };
    case 'done':
      return { ok: true, value: { kind: 'done', text: rest } };
    case 'log':
      return { ok: true, value: { kind: 'log', text: behind } };
    case 'fail':
      return parseFailure(rest);
    case 'exit':
      return parseExit(rest);
    default:
      return parseProgress(line) ?? { ok: true, value: { kind: 'message', text: line } };
  }
}
