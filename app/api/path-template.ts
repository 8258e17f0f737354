import type { Route } from '../http/route.ts';

/** The path as OpenAPI writes it, and people read it: `/d/:slug{slug}` is `/d/{slug}`. */
export function pathTemplate({ pattern }: Route): string {
  return pattern.replace(/[:*](\w+)(\{[^}]*\})?/g, '{$1}');
}
