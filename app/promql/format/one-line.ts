/** A query as it stands in a field of one line: breaks become spaces, and comments, which would take what follows with them, go. */
export function oneLine(text: string): string {
  const bare = text.replace(STRING_OR_COMMENT, found => (found.startsWith('#') ? '' : found));
  const lines = bare.split(/[\r\n]/).map(line => line.trim());
  return lines.filter(line => line !== '').join(' ');
}

/** Also a string without an end, so that each of its quotes is not tried anew. */
const STRING_OR_COMMENT = /"(?:[^"\\\n]|\\[^\n])*"?|'(?:[^'\\\n]|\\[^\n])*'?|`[^`]*`?|#[^\r\n]*/g;
