import { resolve } from 'node:path';
import { formatValueText } from '../../components/format/format-value.ts';
import { RefusedError } from '../backup/refused-error.ts';
import type { Config } from '../config.ts';
import { parseTime } from '../ingest/time.ts';
import type { ExportRequest } from '../moving/export-request.ts';
import { exportToFile } from '../moving/export-to-file.ts';
import { exportToStdout } from '../moving/export-to-stdout.ts';
import type { Exported } from '../moving/exported.ts';
import type { TextFormatName } from '../moving/text-format.ts';
import { TEXT_FORMATS } from '../moving/text-formats.ts';
import type { CommandLine } from './read-command.ts';
import { runAbortable } from './run-abortable.ts';

/** `telltale export [FILE]`: readings as text. Works beside a running server, which goes on writing, and without one. */
export function exportReadings({ dataDir }: Config, { file, isForced, options }: CommandLine): Promise<number> {
  const stopped = file === '-' ? 'Stopped.' : `Stopped. Run the same command again, and it goes on with ${file}.`;
  return runAbortable(async surroundings => {
    const request: ExportRequest = {
      dataDir: resolve(dataDir),
      format: requireFormat(options.format ?? 'openmetrics'),
      fromMs: readTime('from', options.from),
      toMs: readTime('to', options.to),
      metric: options.metric,
    };
    if (file !== '-') return toSentence(await exportToFile(request, file, isForced, surroundings), file, request);
    const exported = await exportToStdout(request, surroundings);
    return exported ? toSentence(exported, 'standard output', request) : '';
  }, stopped);
}

function requireFormat(text: string): TextFormatName {
  if (text === 'influx' || text === 'openmetrics') return text;
  throw new RefusedError(`--format ${text}: write influx or openmetrics.`);
}

function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = parseTime(text);
  if (time.ok) return time.value;
  throw new RefusedError(`--${name}: ${time.reason}`);
}

function toSentence({ soFar, damaged, isResumed }: Exported, target: string, { format }: ExportRequest): string {
  const sentences = [
    `Exported ${count(soFar.points, 'reading')} of ${count(soFar.series, 'series', 'series')} to ${target}` +
      `${isResumed ? ', going on with what was there' : ''}: ${formatValueText(soFar.bytes, 'bytes')}.`,
  ];
  if (soFar.leftOut > 0)
    sentences.push(`${count(soFar.leftOut, 'reading')} cannot be written as ${format}. ${TEXT_FORMATS[format].limits}`);
  if (damaged > 0)
    sentences.push(`${count(damaged, 'piece')} of the history cannot be read: what was in there is missing.`);
  return sentences.join('\n');
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
