/** A stretch of a PromQL text: all of a quoted text with its quotes, a comment, or what lies between. */
export interface Stretch {
  readonly kind: 'quoted' | 'comment' | 'bare';
  readonly text: string;
}

const STRETCHES = /"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`[^`]*`?|#[^\n]*|[^"'`#]+/gs;

/** Takes a PromQL text apart at its quotes. A text that does not end reaches to the end: the parser refuses it later. */
export function scanStrings(text: string): Stretch[] {
  return Array.from(text.matchAll(STRETCHES), ([piece]) => ({ kind: kindOf(piece), text: piece }));
}

function kindOf(piece: string): Stretch['kind'] {
  if (/^["'`]/.test(piece)) return 'quoted';
  return piece.startsWith('#') ? 'comment' : 'bare';
}
