import { countRows } from './panel-form.ts';

/** The fields with one more row at the end of a list: of a row that is new only these fields stand in the form. */
export function addRow(fields: URLSearchParams, list: string, names: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(fields);
  const row = countRows(fields, list);
  for (const name of names) next.set(`${list}.${row}.${name}`, '');
  return next;
}

/** The fields without one row of a list; those behind it move up. */
export function removeRow(fields: URLSearchParams, list: string, row: number): URLSearchParams {
  const next = new URLSearchParams();
  for (const [name, value] of fields) {
    const [, index, rest] = rowOf(name, list);
    if (index === undefined || index < row) next.append(name, value);
    else if (index > row) next.append(`${list}.${index - 1}.${rest}`, value);
  }
  return next;
}

function rowOf(name: string, list: string): [string, number, string] | [] {
  if (!name.startsWith(`${list}.`)) return [];
  const [, index, rest] = /^(\d+)\.(.+)$/.exec(name.slice(list.length + 1)) ?? [];
  return index === undefined ? [] : [list, Number(index), rest!];
}
