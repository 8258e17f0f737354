import { parseSentence } from '../../promql/sentence/parse-sentence.ts';
import { addRow, removeRow } from './change-rows.ts';
import { createFieldReader } from './field-reader.ts';
import { countRows } from './panel-form.ts';
import { readExpr } from './read-queries.ts';
import { writeQuery } from './write-fields.ts';

/** What a button of the form says that is to be done, in its value: `add mappings`, `remove queries 1`. */
export const acts = {
  add: (list: string) => `add ${list}`,
  remove: (list: string, row: number) => `remove ${list} ${row}`,
  toPromql: (row: string) => `promql ${row}`,
  toSentence: (row: string) => `sentence ${row}`,
  use: (row: string, expr: string) => `use ${row} ${expr}`,
};

/** Names of the fields of a new row, by list; those of a condition by the end of its list. */
const NEW_ROWS: Readonly<Record<string, readonly string[]>> = {
  'thresholds.steps': ['at', 'status', 'word'],
  mappings: ['is', 'value', 'text', 'status'],
  overrides: ['by', 'match', 'as.name'],
  options: ['label', 'value'],
  where: ['label', 'op', 'value'],
};

/** The fields after a button was pressed. What is no act on rows leaves them as they are. */
export function performAct(fields: URLSearchParams, act: string): URLSearchParams {
  const [, verb = '', list = '', rest = ''] = /^(\w+) (\S+)(?: ([\s\S]*))?$/.exec(act) ?? [];
  switch (verb) {
    case 'add':
      return list === 'queries'
        ? addQuery(fields)
        : addRow(fields, list, NEW_ROWS[list.split('.').at(-1)!] ?? NEW_ROWS[list] ?? []);
    case 'remove':
      return removeRow(fields, list, Number(rest));
    case 'promql':
      return toPromql(fields, list);
    case 'sentence':
      return toSentence(fields, list);
    case 'use':
      return withQuery(fields, list, rest);
    default:
      return fields;
  }
}

function addQuery(fields: URLSearchParams): URLSearchParams {
  const row = `queries.${countRows(fields, 'queries')}`;
  const next = new URLSearchParams(fields);
  for (const [name, value] of [
    ['as', 'sentence'],
    ['look', 'value'],
    ['metric', ''],
    ['legend', ''],
  ] as const)
    next.set(`${row}.${name}`, value);
  return next;
}

function toPromql(fields: URLSearchParams, row: string): URLSearchParams {
  const expr = readExpr(createFieldReader(fields), fields, row) ?? '';
  const next = without(fields, row);
  next.set(`${row}.as`, 'promql');
  next.set(`${row}.expr`, expr);
  return next;
}

function toSentence(fields: URLSearchParams, row: string): URLSearchParams {
  const expr = fields.get(`${row}.expr`) ?? '';
  return parseSentence(expr).sentence ? withQuery(fields, row, expr) : fields;
}

function withQuery(fields: URLSearchParams, row: string, expr: string): URLSearchParams {
  const isPromql = fields.get(`${row}.as`) === 'promql' && parseSentence(expr).sentence === undefined;
  const next = without(fields, row);
  if (isPromql)
    for (const [name, value] of [
      ['as', 'promql'],
      ['expr', expr],
    ] as const)
      next.set(`${row}.${name}`, value);
  else writeQuery(next, row, expr);
  return next;
}

/** All but what says how a query reads; its legend stays. */
function without(fields: URLSearchParams, row: string): URLSearchParams {
  return new URLSearchParams([...fields].filter(([name]) => !name.startsWith(`${row}.`) || name === `${row}.legend`));
}
