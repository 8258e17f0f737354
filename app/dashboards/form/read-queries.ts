import { oneLine } from '../../promql/format/one-line.ts';
import { writeSentence } from '../../promql/sentence/write-sentence.ts';
import type { FieldReader } from './field-reader.ts';
import { countRows } from './panel-form.ts';
import type { ReadRows } from './read-rows.ts';
import { readSentence } from './read-sentence.ts';

/**
 * The queries in a form, each with its place in it. One that is not finished stands as an empty text, and the reader knows why; one in which
 * nothing is said yet is left out, unless there is no other.
 */
export function readQueries(reader: FieldReader, fields: URLSearchParams): ReadRows {
  const all = Array.from({ length: countRows(fields, 'queries') }, (_, place) => place);
  const said = all.filter(place => !isBlank(fields, `queries.${place}`));
  const places = said.length > 0 ? said : all;
  const rows = places.map(place => {
    const legend = reader.text(`queries.${place}.legend`);
    const expr = readExpr(reader, fields, `queries.${place}`) ?? '';
    return { expr, ...(legend !== undefined && { legend }) };
  });
  return { rows, places };
}

function isBlank(fields: URLSearchParams, row: string): boolean {
  const isPlain = (fields.get(`${row}.look`) || 'value') === 'value' && countRows(fields, `${row}.where`) === 0;
  const says = ['metric', 'legend', 'factor', 'group'].some(name => (fields.get(`${row}.${name}`) ?? '').trim() !== '');
  return fields.get(`${row}.as`) !== 'promql' && isPlain && !says;
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
