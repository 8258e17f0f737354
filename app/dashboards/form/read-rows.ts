import { countRows } from './panel-form.ts';

/** Rows of a list as a definition has them, each with its place in the form: rows that say nothing are left out. */
export interface ReadRows {
  readonly rows: readonly object[];
  readonly places: readonly number[];
}

/** `read` is given the name of a row, `mappings.0`, and gives nothing for one that says nothing. */
export function readRows(fields: URLSearchParams, list: string, read: (row: string) => object | undefined): ReadRows {
  const found = Array.from({ length: countRows(fields, list) }, (_, place) => ({
    place,
    row: read(`${list}.${place}`),
  }));
  const said = found.filter(({ row }) => row !== undefined);
  return { rows: said.map(({ row }) => row!), places: said.map(({ place }) => place) };
}
