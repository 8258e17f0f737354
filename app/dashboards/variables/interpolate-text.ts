import { findReferences } from './find-references.ts';
import type { Scope } from './variable-values.ts';

/** Puts the values of variables into a title or a legend, as people read them. What is no variable stays as it is. */
export function interpolateText(text: string, scope: Scope): string {
  let written = '';
  let at = 0;
  for (const { name, from, to } of findReferences(text)) {
    const one = scope.get(name);
    if (!one) continue;
    written += text.slice(at, from) + (one.told ?? one.values.join(', '));
    at = to;
  }
  return written + text.slice(at);
}
