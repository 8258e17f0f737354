import type { LooseToken } from './scan-loosely.ts';

/** Words with a list of labels in brackets behind them. */
export const LIST_WORDS: ReadonlySet<string> = new Set([
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
]);

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The innermost bracket that is open at the end of these pieces. */
export function openBracket(tokens: readonly LooseToken[]): { text: string; index: number } | undefined {
  const open: { text: string; index: number }[] = [];
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'symbol') return;
    if ('([{'.includes(text)) open.push({ text, index });
    else if (PAIRS[text] === open.at(-1)?.text) open.pop();
  });
  return open.at(-1);
}

/** The word whose list of labels a bracket opens, in small letters. */
export function findListWord(tokens: readonly LooseToken[], open: number): string | undefined {
  const word = tokens[open]?.text === '(' ? tokens[open - 1]?.text.toLowerCase() : undefined;
  return word !== undefined && LIST_WORDS.has(word) ? word : undefined;
}
