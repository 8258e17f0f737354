import type { ValueType } from '../ast.ts';

const WORDS: Readonly<Record<ValueType, string>> = {
  scalar: 'a number',
  vector: 'an instant vector',
  matrix: 'a range',
  string: 'a text',
};

const EXAMPLES: Readonly<Record<ValueType, string>> = { scalar: '1', vector: 'x', matrix: 'x[5m]', string: '"text"' };

/** What an expression gives, in words for a sentence. */
export function describeType(type: ValueType): string {
  return WORDS[type];
}

/** A call that is right, to learn from: `clamp(x, 1, 1)`. */
export function exampleCall(name: string, args: readonly ValueType[]): string {
  return `${name}(${args.map(type => EXAMPLES[type]).join(', ')})`;
}
