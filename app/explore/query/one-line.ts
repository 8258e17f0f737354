/** A query as it stands in a field of one line: breaks become spaces, and comments, which would take what follows with them, go. */
export function oneLine(text: string): string {
  return text
    .replace(STRING_OR_COMMENT, found => (found.startsWith('#') ? '' : found))
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
}

const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'|`[^`]*`|#[^\r\n]*/g;
