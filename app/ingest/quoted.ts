/** Longest piece of the sender's own text that a sentence repeats. */
const shownCharacters = 40;

/** The sender's text for use in a sentence: quoted, control characters made visible, cut to 40 characters. */
export function quoted(text: string): string {
  const shown = Array.from(text.slice(0, shownCharacters * 2));
  if (shown.length <= shownCharacters && text.length <= shownCharacters * 2) return JSON.stringify(text);
  return JSON.stringify(`${shown.slice(0, shownCharacters).join('')}…`);
}
