import type { FieldReader } from './field-reader.ts';
import { type ReadRows, readRows } from './read-rows.ts';

export function readSteps(reader: FieldReader, fields: URLSearchParams): ReadRows {
  return readRows(fields, 'thresholds.steps', row => {
    const [at, word] = [reader.number(`${row}.at`), reader.text(`${row}.word`)];
    if (at === undefined && word === undefined && !reader.problems.has(`${row}.at`)) return undefined;
    if (at === undefined) reader.refuse(`${row}.at`, 'Write the value from which it counts.');
    return { ...given({ at, word }), status: reader.text(`${row}.status`) ?? 'warn' };
  });
}

export function readMappings(reader: FieldReader, fields: URLSearchParams): ReadRows {
  return readRows(fields, 'mappings', row => {
    const is = reader.text(`${row}.is`) ?? 'value';
    const number = (name: string) => reader.number(`${row}.${name}`);
    const [value, from, to] = [number('value'), number('from'), number('to')];
    const [text, status] = [reader.text(`${row}.text`), reader.text(`${row}.status`)];
    const isBlank = text === undefined && value === undefined && from === undefined && to === undefined;
    if (isBlank && (is === 'value' || is === 'range') && !hasProblem(reader, row)) return undefined;
    if (text === undefined) reader.refuse(`${row}.text`, 'Write what is said instead.');
    if (is === 'value' && value === undefined) reader.refuse(`${row}.value`, 'Write for which value.');
    if (is === 'range' && from === undefined && to === undefined)
      reader.refuse(`${row}.from`, 'Write from which value, or to which.');
    const which = is === 'value' ? { value } : is === 'range' ? { from, to } : { is };
    return given({ ...which, text, status });
  });
}

export function readOverrides(reader: FieldReader, fields: URLSearchParams): ReadRows {
  return readRows(fields, 'overrides', row => {
    const match = reader.text(`${row}.match`);
    const part = (name: string) => reader.text(`${row}.as.${name}`);
    const as = given({ name: part('name'), colour: part('colour'), unit: part('unit'), axis: part('axis') });
    const isBlank = match === undefined && Object.keys(as).length === 0;
    if (isBlank) return undefined;
    if (match === undefined)
      reader.refuse(`${row}.match`, 'Say which series: a name as the legend shows it, or a selector.');
    if (Object.keys(as).length === 0)
      reader.refuse(`${row}.as.name`, 'Say what is different: the name, the colour, the unit or the axis.');
    return { [reader.text(`${row}.by`) === 'series' ? 'series' : 'name']: match, as };
  });
}

function hasProblem({ problems }: FieldReader, row: string): boolean {
  return [...problems.keys()].some(name => name.startsWith(`${row}.`));
}

/** Only what was written. */
function given(parts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
