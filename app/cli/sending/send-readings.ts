import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { RefusedError } from '../../backup/refused-error.ts';
import { routes } from '../../routes.ts';
import { count } from '../count.ts';
import { deliver } from '../deliver.ts';
import { lineBatches } from './line-batches.ts';
import type { Send } from './sending.ts';

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/**
 * `send readings FORMAT [FILE]`: many readings, one a line: CSV with a first row that names the columns, or NDJSON. Each batch is answered
 * for itself; what it refuses is told.
 */
export const sendReadings: Send = async ({ target, name: format, operands, input, surroundings }) => {
  const { progress, signal } = surroundings;
  const [file = '-'] = operands;
  const contentType = TYPES[format] ?? TYPES[extname(file).slice(1)];
  if (!contentType)
    throw new RefusedError(
      `send readings ${format}: write csv, tsv or ndjson, as in telltale send readings csv file.csv.`,
    );
  const needsHeader = contentType !== TYPES.ndjson;
  progress.begin('Sending readings');
  let [bytes, accepted, refused, header] = [0, 0, 0, ''];
  const problems: string[] = [];
  for await (const batch of lineBatches(file === '-' ? input : createReadStream(file))) {
    const text = batch.toString('utf8');
    const body = `${header}${text}`;
    if (needsHeader && header === '') header = text.slice(0, text.indexOf('\n') + 1);
    bytes += batch.length;
    const answer = await deliver(target, { href: routes.inMany.href(), contentType, body, isJson: true }, { signal });
    const said = JSON.parse(answer) as {
      accepted: number;
      refused: number;
      problems: { reason: string }[];
      refusals: string[];
    };
    accepted += said.accepted;
    refused += said.refused;
    problems.push(...said.problems.map(({ reason }) => reason), ...said.refusals);
    progress.at(bytes, `, ${count(accepted, 'reading')}`);
  }
  const why = refused > 0 ? ` ${count(refused, 'line')} refused: ${problems[0]}` : '';
  return `Sent ${count(accepted, 'reading')}.${why}`;
};
