import { z } from 'zod';
import { schemas } from './schemas.ts';

/** JSON Schema, draft 2020-12, which is that of OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const names = new Map<z.ZodType, string>(Object.entries(schemas).map(([name, schema]) => [schema, name]));

const refTo = (name: string) => `#/components/schemas/${name}`;

/** A reference to what has a name, else the schema itself. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  const name = names.get(schema);
  return name === undefined ? plain(z.toJSONSchema(schema, { io: 'input' })) : { $ref: refTo(name) };
}

/** All that have a name, by it; they refer to one another. */
export function namedJsonSchemas(): Readonly<Record<string, JsonSchema>> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const written = z.toJSONSchema(registry, { uri: refTo, io: 'input' });
  return Object.fromEntries(Object.entries(written.schemas).map(([name, schema]) => [name, plain(schema)]));
}

/** The document says of all its schemas what they are, and where they stand. */
function plain({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
