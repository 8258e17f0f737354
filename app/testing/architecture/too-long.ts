import { codeLines } from './code-lines.ts';
import { type SourceFile, TEST_CODE } from './source-files.ts';

export const MAX_CODE_LINES = 250;
/** Claims are read one at a time, not from top to bottom. */
export const MAX_TEST_LINES = 500;

/** The file with its length, if that is over the bound and its first comment does not say "long because:". */
export function tooLong({ path, text }: SourceFile): string[] {
  const lines = codeLines(text);
  const head = /^\s*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)/.exec(text)?.[0] ?? '';
  if (lines <= (TEST_CODE.test(path) ? MAX_TEST_LINES : MAX_CODE_LINES) || /long because:/i.test(head)) return [];
  return [`${path}: ${lines} lines`];
}
