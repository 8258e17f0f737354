import type { PanelDefinition, PanelOf } from '../definition.ts';
import { CONTROLS } from '../kinds/control.ts';
import type { FieldReader } from './field-reader.ts';
import type { PanelForm } from './panel-form.ts';
import { type ReadRows, readRows } from './read-rows.ts';

export type PressedAs = PanelOf<'control'>['control'];
export type Target = PanelOf<'control'>['sends']['to'];

const WHERE: Readonly<Record<Target, { readonly field: string; readonly missing: string }>> = {
  event: { field: 'topic', missing: 'Write the topic, such as pump.' },
  series: { field: 'series', missing: 'Write the series, such as lamp{room="hall"}.' },
  webhook: { field: 'url', missing: 'Write the address, such as http://192.168.1.20/relay.' },
};

export function controlOf(form: Pick<PanelForm, 'get'>): PressedAs {
  return CONTROLS.find(control => control === form.get('control')) ?? 'button';
}

export function targetOf(form: Pick<PanelForm, 'get'>): Target {
  const chosen = form.get('sends');
  return chosen === 'series' || chosen === 'webhook' ? chosen : 'event';
}

/** What the form says of a control; what belongs to another kind of control is not in it, and stays as it was. */
export function readControl(reader: FieldReader, fields: URLSearchParams, known: PanelDefinition) {
  const form = { get: (name: string) => fields.get(name) ?? '' };
  const control = controlOf(form);
  const own = OF_CONTROL[control](reader, fields, valuesKnown(known));
  return {
    ...{ control, sends: readSends(reader, targetOf(form)), ...own },
    confirmExpr: reader.text('confirmExpr'),
    question: reader.text('question'),
  };
}

function readSends(reader: FieldReader, to: Target): object {
  const { field, missing } = WHERE[to];
  const written = reader.text(`sends.${field}`);
  if (written === undefined) reader.refuse(`sends.${field}`, missing);
  return { to, [field]: written };
}

const MIN_OPTIONS = 2;

type Value = string | number;

const OF_CONTROL: Readonly<
  Record<PressedAs, (reader: FieldReader, fields: URLSearchParams, known: readonly Value[]) => Record<string, unknown>>
> = {
  button: (reader, _, known) => ({ label: reader.text('label'), value: readValue(reader, 'value', known) }),
  switch: reader => ({ on: reader.number('on'), off: reader.number('off') }),
  slider: reader => ({
    ...{ min: reader.number('min'), max: reader.number('max'), step: reader.number('step') },
    unit: reader.text('unit'),
  }),
  choice(reader, fields, known) {
    const { rows, places } = readOptions(reader, fields, known);
    if (rows.length < MIN_OPTIONS) reader.refuse('options', 'Add what can be chosen: two or more.');
    return { options: rows.length === 0 ? undefined : rows, places: { options: places } };
  },
  text: reader => ({ maxChars: reader.number('maxChars') }),
};

function readOptions(reader: FieldReader, fields: URLSearchParams, known: readonly Value[]): ReadRows {
  return readRows(fields, 'options', row => {
    const [label, value] = [reader.text(`${row}.label`), readValue(reader, `${row}.value`, known)];
    if (label === undefined && value === undefined) return undefined;
    if (label === undefined) reader.refuse(`${row}.label`, 'Write what stands on it.');
    if (value === undefined) reader.refuse(`${row}.value`, 'Write what it sends.');
    return { label, value };
  });
}

/** A number where it is one, unless such a text was sent before. */
function readValue(reader: FieldReader, name: string, known: readonly Value[]): Value | undefined {
  const written = reader.text(name);
  if (written === undefined || known.includes(written)) return written;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(written) ? Number(written) : written;
}

function valuesKnown(known: PanelDefinition): readonly Value[] {
  if (known.kind !== 'control') return [];
  return [known.value, ...(known.options ?? []).map(({ value }) => value)].filter(value => value !== undefined);
}
