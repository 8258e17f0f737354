import type { Completion } from './completion.ts';

const USUAL = ['5m', '1m', '15m', '30m', '1h', '6h', '1d', '7d'];

const UNITS = [
  ['m', 'minute'],
  ['s', 'second'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['ms', 'millisecond'],
] as const;

/** Usual durations, or what was typed with each unit: of `1h3` it is `1h3m`. `end` is written behind them. */
export function durations(typed: string, end: string): Completion[] {
  const [, whole = '', count = ''] = /^(.*?)(\d*)$/.exec(typed)!;
  if (whole !== '' && count === '') return [];
  const texts = count === '' ? USUAL : UNITS.map(([unit]) => count + unit);
  return texts.map(text => ({
    kind: 'duration',
    name: whole + text,
    insert: whole + text + end,
    detail: inWords(text),
  }));
}

function inWords(text: string): string {
  const [, count, unit] = /^(\d+)(\w+)$/.exec(text)!;
  const word = UNITS.find(([short]) => short === unit)![1];
  return `${count} ${word}${count === '1' ? '' : 's'}`;
}
