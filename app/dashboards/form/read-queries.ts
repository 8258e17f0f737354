import { oneLine } from '../../promql/format/one-line.ts';
import { writeSentence } from '../../promql/sentence/write-sentence.ts';
import type { FieldReader } from './field-reader.ts';
import { countRows } from './panel-form.ts';
import { readSentence } from './read-sentence.ts';

interface ReadQuery {
  readonly expr: string;
  readonly legend?: string;
}

/** The queries in a form. One that is not finished stands as an empty text, and the reader knows why. */
export function readQueries(reader: FieldReader, fields: URLSearchParams): ReadQuery[] {
  return Array.from({ length: countRows(fields, 'queries') }, (_, at) => {
    const legend = reader.text(`queries.${at}.legend`);
    return { expr: readExpr(reader, fields, `queries.${at}`) ?? '', ...(legend !== undefined && { legend }) };
  });
}

/** The PromQL that a query of a form stands for; undefined: it is not finished. */
export function readExpr(reader: FieldReader, fields: URLSearchParams, row: string): string | undefined {
  if (fields.get(`${row}.as`) === 'promql') {
    const expr = oneLine(fields.get(`${row}.expr`) ?? '');
    if (expr === '') reader.refuse(`${row}.expr`, 'Write a query, such as sum by (room) (temperature).');
    return expr || undefined;
  }
  const sentence = readSentence(reader, row, countRows(fields, `${row}.where`));
  return sentence && writeSentence(sentence);
}
