import { plainText } from '../../../components/text/terminal-text.ts';

/** Sequences of a terminal. The first group: numbers of one that sets colours and weight (SGR). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const SEQUENCES = /\u001b(?:\[([0-9;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-~])/g;
const RESET = '\u001b[0m';

/** These have the numbers of a colour behind them. */
const COLOUR_WITH_NUMBERS: ReadonlySet<number> = new Set([38, 48, 58]);
/** What blinks, and what is hidden, is none of what a line may be. */
const LEFT_OUT: ReadonlySet<number> = new Set([5, 6, 8]);

/** A line of somebody else with its colours, which end with it; whatever else a terminal would obey is left out. */
export function safeColours(text: string): string {
  let safe = '';
  let at = 0;
  let isColoured = false;
  for (const { 0: sequence, 1: numbers, index } of text.matchAll(SEQUENCES)) {
    safe += plainText(text.slice(at, index));
    at = index + sequence.length;
    const kept = numbers === undefined ? [] : keptNumbers(numbers);
    if (kept.length === 0) continue;
    safe += `\u001b[${kept.join(';')}m`;
    isColoured = true;
  }
  safe += plainText(text.slice(at));
  return isColoured ? safe + RESET : safe;
}

function keptNumbers(text: string): string[] {
  const numbers = text.split(/[;:]/);
  const kept: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const number = Number(numbers[i]);
    const length = COLOUR_WITH_NUMBERS.has(number) ? (numbers[i + 1] === '5' ? 3 : 5) : 1;
    if (!LEFT_OUT.has(number)) kept.push(...numbers.slice(i, i + length));
    i += length - 1;
  }
  return kept;
}
