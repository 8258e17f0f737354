import { findReferences } from './find-references.ts';
import type { Scope } from './variable-values.ts';

/**
 * Puts the values of variables into a title or a legend, as people read them. What is no variable stays as it is. `write` makes a value fit
 * where it stands, such as in an address.
 */
export function interpolateText(text: string, scope: Scope, write = (value: string) => value): string {
  let written = '';
  let at = 0;
  for (const { name, from, to } of findReferences(text)) {
    const one = scope.get(name);
    if (!one) continue;
    written += text.slice(at, from) + write(one.told ?? one.values.join(', '));
    at = to;
  }
  return written + text.slice(at);
}
