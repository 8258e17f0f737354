import { isDeepStrictEqual } from 'node:util';
import type { PanelDefinition } from '../definition.ts';
import { readPanelForm } from './read-panel-form.ts';
import { writeFields } from './write-fields.ts';

/** What was sent, with those fields as the base has them that the form only says in other words: `a+b` for `a + b`. */
export function asLeft(sent: PanelDefinition, base: PanelDefinition): PanelDefinition {
  const said: Readonly<Record<string, unknown>> = { ...readPanelForm(writeFields(base), base).panel };
  const fields: Readonly<Record<string, unknown>> = { ...base };
  const isLeft = (name: string, value: unknown) => name in fields && isDeepStrictEqual(value, said[name]);
  const entries = Object.entries(sent).map(([name, value]) => [name, isLeft(name, value) ? fields[name] : value]);
  return Object.fromEntries(entries) as PanelDefinition;
}
