import { PanelDefinition } from '../definition.ts';
import { createFieldReader, type FieldReader } from './field-reader.ts';
import { kindShape } from './kind-shape.ts';
import { readControl } from './read-control.ts';
import { readMappings, readOverrides, readSteps } from './read-look.ts';
import { readQueries } from './read-queries.ts';
import type { ReadRows } from './read-rows.ts';
import { sayProblems } from './say-problems.ts';
import { type SettingField, settingFields } from './setting-fields.ts';

export type ReadPanel =
  | { readonly panel: PanelDefinition; readonly problems?: never }
  | { readonly panel?: never; readonly problems: ReadonlyMap<string, string> };

/**
 * The panel that a form stands for, or what is wrong, by the names of its fields. What the form does not show (its place, and settings
 * that need more than a field) stays as `known` has it, where the kind has such a thing.
 */
export function readPanelForm(fields: URLSearchParams, known: PanelDefinition): ReadPanel {
  const reader = createFieldReader(fields);
  const kind = fields.get('kind') ?? known.kind;
  const shape = kindShape(kind);
  const kept = Object.entries(known).filter(([name]) => name in shape);
  const written = {
    ...readSettings(reader, kind),
    ...('queries' in shape ? readSeriesPart(reader, fields) : {}),
    ...(kind === 'control' ? readControl(reader, fields, known) : {}),
  };
  const { places, ...parts } = { places: {}, ...written };
  const draft: Record<string, unknown> = {
    ...Object.fromEntries(kept),
    ...parts,
    ...{ kind, title: fields.get('title')?.trim() ?? '', subtitle: reader.text('subtitle') },
  };
  for (const [name, value] of Object.entries(draft)) if (value === undefined || !(name in shape)) delete draft[name];
  const parsed = PanelDefinition.safeParse(draft);
  if (!parsed.success) sayProblems(parsed.error.issues, places, reader);
  return parsed.success && reader.problems.size === 0 ? { panel: parsed.data } : { problems: reader.problems };
}

/** Undefined for what was left empty; a part is what was said of it. */
function readSettings(reader: FieldReader, kind: string): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const field of settingFields(kind)) {
    const [name, part] = field.name.split('.') as [string, string?];
    const value = readSetting(reader, field);
    if (part === undefined) settings[name] = value;
    else if (value === undefined) settings[name] ??= undefined;
    else settings[name] = { ...(settings[name] as object), [part]: value };
  }
  return settings;
}

function readSetting(reader: FieldReader, { name, control, isOptional }: SettingField): unknown {
  if (control === 'flag') return reader.flag(name) ?? (isOptional ? undefined : false);
  if (control === 'number') return reader.number(name);
  if (control === 'long') return reader.lines(name) ?? (isOptional ? undefined : '');
  if (control !== 'list') return reader.text(name);
  const list = reader.list(name);
  return list.length === 0 && isOptional ? undefined : list;
}

interface SeriesPart extends Record<string, unknown> {
  /** Where the rows of a list stand in the form. */
  readonly places: Readonly<Record<string, readonly number[]>>;
}

function readSeriesPart(reader: FieldReader, fields: URLSearchParams): SeriesPart {
  const [steps, mappings, overrides] = [
    readSteps(reader, fields),
    readMappings(reader, fields),
    readOverrides(reader, fields),
  ];
  const queries = readQueries(reader, fields);
  const of = reader.text('thresholds.of') === 'percent' ? { of: 'percent' } : {};
  const direction = reader.text('thresholds.direction') === 'below' ? { direction: 'below' } : {};
  return {
    queries: queries.rows,
    unit: reader.text('unit'),
    ...{ decimals: reader.number('decimals'), min: reader.number('min'), max: reader.number('max') },
    noValue: reader.text('noValue'),
    thresholds: steps.rows.length === 0 ? undefined : { ...of, ...direction, steps: steps.rows },
    mappings: orNothing(mappings),
    overrides: orNothing(overrides),
    places: {
      queries: queries.places,
      'thresholds.steps': steps.places,
      mappings: mappings.places,
      overrides: overrides.places,
    },
  };
}

function orNothing({ rows }: ReadRows): readonly object[] | undefined {
  return rows.length === 0 ? undefined : rows;
}
