import type { Completion } from './completion.ts';

const HELP: Readonly<Record<string, string>> = {
  by: 'One result for each value of these labels.',
  without: 'One result for each combination of all labels but these.',
  on: 'Pairs series whose values of these labels are equal.',
  ignoring: 'Pairs series that are equal but for these labels.',
  group_left: 'Many series on the left share one on the right.',
  group_right: 'Many series on the right share one on the left.',
  bool: '1 where the comparison holds and 0 where it does not, instead of leaving series out.',
  and: 'Those on the left that have a partner on the right.',
  or: 'All of the left, and those of the right without a partner.',
  unless: 'Those on the left without a partner on the right.',
  offset: 'As it was so much earlier.',
};

/** Words of PromQL, as completions. A bracket or a space comes along where one must follow. */
export function keywords(words: readonly string[]): Completion[] {
  return words.map(name => ({ kind: 'keyword', name, insert: name + behind(name), help: HELP[name] }));
}

function behind(word: string): string {
  return /^(by|without|on|ignoring|group_left|group_right)$/.test(word) ? ' (' : ' ';
}
