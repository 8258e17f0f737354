/** The expression, in brackets unless it is a simple one. */
export function inBrackets(text: string): string {
  return /^[\w.]+$|^\w+\{[^}]*\}$|^\w+\([^()]*\)$/.test(text) ? text : `(${text})`;
}
