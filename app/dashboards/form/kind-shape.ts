import { z } from 'zod';
import { PanelDefinition } from '../definition.ts';

export type Shape = Readonly<Record<string, z.core.$ZodType>>;

const shapes = new Map(PanelDefinition.options.map(({ shape }) => [shape.kind.value as string, shape as Shape]));

/** What the definition of a kind holds, by name. Empty for a kind that is none. */
export function kindShape(kind: string): Shape {
  return shapes.get(kind) ?? {};
}

/** The schema below "optional" and the like, and whether it may be left out. */
export function bareType(type: z.core.$ZodType): { readonly bare: z.core.$ZodType; readonly isOptional: boolean } {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault)
    return { bare: bareType(type.def.innerType).bare, isOptional: true };
  return { bare: type, isOptional: false };
}
