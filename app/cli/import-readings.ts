import { resolve } from 'node:path';
import { RefusedError } from '../backup/refused-error.ts';
import type { Surroundings } from '../backup/surroundings.ts';
import type { Config } from '../config.ts';
import type { Destination } from '../moving/destination.ts';
import { openFolder } from '../moving/folder-destination.ts';
import { importFile } from '../moving/import-file.ts';
import type { ImportTally } from '../moving/import-tally.ts';
import { openServer } from '../moving/server-destination.ts';
import type { ImportFormat } from '../moving/tell-format.ts';
import { tuneGarbageCollector } from '../start/tune-garbage-collector.ts';
import type { CommandLine } from './read-command.ts';
import { runAbortable } from './run-abortable.ts';

/** `telltale import FILE`: readings from a text, into the data folder, or with `--to` into a server that runs. */
export function importReadings(config: Config, { file, options }: CommandLine): Promise<number> {
  tuneGarbageCollector();
  const again = file === '-' ? 'What came before is kept.' : 'Run the same command again, and it goes on from there.';
  return runAbortable(async surroundings => {
    const format = readFormat(options.format);
    if (file === '-' && process.stdin.isTTY)
      throw new RefusedError('Send readings into standard input, or name their file.');
    const tell = (sentence: string) => tellBeside(surroundings, sentence);
    const token = options.token ?? config.token;
    const destination = options.to
      ? openServer(options.to, token)
      : await openFolder({ ...config, dataDir: resolve(config.dataDir) }, file, tell);
    const tally = await importInto(destination, { file, format, tell }, surroundings);
    return toSentence(tally, file, destination);
  }, `Stopped. ${again}`);
}

async function importInto(
  destination: Destination,
  job: { readonly file: string; readonly format: ImportFormat | undefined; readonly tell: (sentence: string) => void },
  surroundings: Surroundings,
): Promise<ImportTally> {
  try {
    return await importFile({ ...job, destination }, surroundings);
  } finally {
    await destination.close();
  }
}

function readFormat(text: string | undefined): ImportFormat | undefined {
  if (text === undefined || text === 'influx' || text === 'openmetrics' || text === 'prometheus') return text;
  throw new RefusedError(`--format ${text}: write influx, openmetrics or prometheus.`);
}

/** The line of progress makes way for the sentence. */
function tellBeside({ progress }: Surroundings, sentence: string): void {
  progress.end();
  process.stderr.write(`${sentence}\n`);
}

/** @throws RefusedError with the sentence when nothing could be taken. */
function toSentence(tally: ImportTally, file: string, { name }: Destination): string {
  const { accepted, refused, reason, badLines, texts, hasNothing } = tally;
  const source = file === '-' ? 'standard input' : file;
  const sentences = [`Imported ${count(accepted, 'reading')} from ${source} into ${name}.`];
  if (badLines > 0) sentences.push(`${count(badLines, 'line')} could not be read.`);
  if (refused > 0) sentences.push(`${count(refused, 'reading')} ${were(refused)} refused: ${reason}${cureOf(reason)}`);
  if (texts > 0) sentences.push(`${count(texts, 'text')} ${were(texts)} left out: only numbers are imported.`);
  if (hasNothing) throw new RefusedError(sentences.join('\n'));
  return sentences.join('\n');
}

/** A server says how long it keeps readings, and not how that is changed. */
function cureOf(reason = ''): string {
  return reason.includes('too long ago') ? ' TELLTALE_KEEP_DAYS sets that.' : '';
}

function were(number: number): string {
  return number === 1 ? 'was' : 'were';
}

function count(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}
