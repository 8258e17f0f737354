import { z } from 'zod';
import { PanelDefinition } from '../definition.ts';
import { panelExamples } from './panel-examples.ts';

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** A word that is a name, a topic, an id, and PromQL. */
export const MADE_WORD = 'temperature';
/** The least that an object says for itself where its schema asks for one of several parts. */
const HINTS: Readonly<Record<string, object>> = {
  thresholds: { steps: [{ at: 2, status: 'warn' }] },
  mappings: { value: 1, text: 'one' },
  overrides: { name: MADE_WORD, as: { colour: 'rust' } },
};

/** What was made of the schema of one kind. */
export interface MadeDefinitions {
  readonly kind: PanelDefinition['kind'];
  readonly definitions: readonly PanelDefinition[];
  /** Parts that may be left out, and for which no value was found that is valid. */
  readonly untried: readonly string[];
}

/**
 * Definitions of every kind, made of their schemas alone: one with what must be, one for each value of each part that may be left out, and one
 * with all of them that go together. A kind whose least cannot be guessed begins with its example on docs/panels.md.
 */
export function madeDefinitions(): MadeDefinitions[] {
  const { oneOf, anyOf } = z.toJSONSchema(PanelDefinition, { io: 'input' }) as JsonSchema;
  const examples = panelExamples();
  return (oneOf ?? anyOf ?? []).map(schema => {
    const kind = schema.properties!.kind!.const as PanelDefinition['kind'];
    const least = parsed(sampleOf(schema)) ?? examples.find(example => example.kind === kind)!;
    const optional = Object.entries(schema.properties!).filter(([name]) => !schema.required!.includes(name));
    const tried = optional.map(([name, part]) => ({
      name,
      found: variantsOf(part, name).flatMap(value => parsed(withPart(least, name, value)) ?? []),
    }));
    const all = optional.reduce(
      (sum, [name, part]) => parsed(withPart(sum, name, variantsOf(part, name).at(-1))) ?? sum,
      least,
    );
    return {
      kind,
      definitions: [least, ...tried.flatMap(({ found }) => found), all],
      untried: tried.filter(({ found }) => found.length === 0).map(({ name }) => name),
    };
  });
}

function parsed(value: unknown): PanelDefinition | undefined {
  return PanelDefinition.safeParse(value).data;
}

function withPart(least: object, name: string, value: unknown): object {
  return name === 'min' || name === 'max' ? { ...least, min: -1, max: 5 } : { ...least, [name]: value };
}

function variantsOf(schema: JsonSchema, name: string): unknown[] {
  if (schema.enum) return [...schema.enum];
  return [sampleOf(schema, name)];
}

function sampleOf(schema: JsonSchema, name = ''): unknown {
  const { type, enum: values, properties = {}, required = [], items, minimum, oneOf, anyOf } = schema;
  if ('const' in schema) return schema.const;
  if (values) return values[0];
  if (oneOf || anyOf) return sampleOf((oneOf ?? anyOf)![0]!, name);
  if (type === 'array') return [HINTS[name] ?? sampleOf(items!, name)];
  if (type === 'object')
    return (
      HINTS[name] ??
      Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => required.includes(key))
          .map(([key, part]) => [key, sampleOf(part, key)]),
      )
    );
  if (type === 'number' || type === 'integer') return Math.max(minimum ?? 1, name === 'w' || name === 'h' ? 6 : 1);
  return type === 'boolean' ? true : MADE_WORD;
}
