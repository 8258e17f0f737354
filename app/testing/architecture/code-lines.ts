/** Lines of a TypeScript, JavaScript or CSS text that are neither empty nor comment only. */
export function codeLines(text: string): number {
  const lines = text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, '').split('\n');
  return lines.filter(line => line.trim() !== '' && !/^\s*\/\//.test(line)).length;
}
