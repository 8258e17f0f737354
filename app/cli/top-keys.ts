/** What a key asks for. */
export type TopAction =
  | { readonly kind: 'quit' }
  | { readonly kind: 'board'; readonly to: (at: number, count: number) => number }
  | { readonly kind: 'scroll'; readonly lines: (page: number) => number };

const next: TopAction = { kind: 'board', to: (at, count) => (at + 1) % count };
const previous: TopAction = { kind: 'board', to: (at, count) => (at + count - 1) % count };
const quit: TopAction = { kind: 'quit' };
const scroll = (lines: (page: number) => number): TopAction => ({ kind: 'scroll', lines });

const ESC = '\u001b';
const KEYS: Readonly<Record<string, TopAction>> = {
  q: quit,
  Q: quit,
  '\u0003': quit, // Ctrl-C
  [`${ESC}[C`]: next,
  [`${ESC}OC`]: next,
  '\t': next,
  l: next,
  [`${ESC}[D`]: previous,
  [`${ESC}OD`]: previous,
  [`${ESC}[Z`]: previous, // Shift-Tab
  h: previous,
  [`${ESC}[A`]: scroll(() => -1),
  [`${ESC}OA`]: scroll(() => -1),
  k: scroll(() => -1),
  [`${ESC}[B`]: scroll(() => 1),
  [`${ESC}OB`]: scroll(() => 1),
  j: scroll(() => 1),
  [`${ESC}[5~`]: scroll(page => -page),
  [`${ESC}[6~`]: scroll(page => page),
  ' ': scroll(page => page),
};

/** Undefined for a key that means nothing here. A digit is the dashboard of that place. */
export function actionOf(key: string): TopAction | undefined {
  if (/^[1-9]$/.test(key)) {
    const place = Number(key) - 1;
    return { kind: 'board', to: (at, count) => (place < count ? place : at) };
  }
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
}
