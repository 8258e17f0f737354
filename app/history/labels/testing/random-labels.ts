import { createRandom } from '../../../testing/random.ts';
import type { LabelMatcher } from '../label-matcher.ts';
import type { LabelledSeries } from './naive-filter.ts';

/** Series, matchers and expressions by chance, of so few characters that they often meet; the same for the same seed. */
export type RandomLabels = ReturnType<typeof createRandomLabels>;

const LABELS = ['__name__', 'host', 'core', 'mode', 'never'];
const OPS = ['=', '!=', '=~', '!~'] as const;
const CHARACTERS = ['a', 'b', 'c', '.', '|', 'é', '😀', '\n'];
const ATOMS = ['a', 'b', 'c', '.', '\\.', '\\|', '[ab]', '[^a]', 'é', '😀', '.*', '.+', '(a|b)', '(?:c|)'];
const REPEATS = ['*', '+', '?', '{2}', '{0,2}'];

export function createRandomLabels(seed: number) {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const oneOf = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: below(most + 1) }, make);

  const value = () => some(3, () => oneOf(CHARACTERS)).join('');
  const pattern = (depth = 3): string => {
    if (depth === 0 || below(4) === 0) return some(3, () => oneOf(ATOMS)).join('');
    const inner = pattern(depth - 1);
    return oneOf([`${inner}|${pattern(depth - 1)}`, `${inner}${pattern(depth - 1)}`, `(${inner})${oneOf(REPEATS)}`]);
  };
  const series = (id: number): LabelledSeries => {
    const labels = some(4, () => [oneOf(LABELS.slice(1, 4)), value()] as const);
    return { id, metric: value(), labels: Object.fromEntries(labels) };
  };
  const matchers = (): LabelMatcher[] =>
    some(3, () => {
      const op = oneOf(OPS);
      return { label: oneOf(LABELS), op, value: op.endsWith('~') ? pattern() : value() };
    });
  return { below, oneOf, value, pattern, series, matchers };
}
