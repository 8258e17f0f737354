/** Text with the escapes of Prometheus: `\n`, `\"` and `\\`. Before anything else a backslash stands for itself. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([n"\\])/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
