import { type Matcher, namedMatchers, oneOf, text } from './matchers.ts';
import type { ParamTypes, ParamValue } from './params.ts';
import { type Relation, relationOfSets } from './relation.ts';

/** What a query parameter or a header is to hold. */
export interface ValueCondition {
  readonly name: string;
  readonly matcher: Matcher;
  /** For people: `one of ns, us`, `a whole number`. */
  readonly words: string;
}

/**
 * What a value pattern captures: `ns|us` one of the two, `{int}` a number, `{uuid}` and `{slug}` text of that form, `*`
 * any text, `2` just this.
 */
export type CapturedValue<S extends string> = S extends '*'
  ? string
  : S extends `{${infer T}}`
    ? T extends keyof ParamTypes
      ? ParamTypes[T]
      : never
    : Choice<S>;

type Choice<T extends string> = T extends `${infer First}|${infer Others}` ? First | Choice<Others> : T;

const CHOICE = /^[^\s|{}*,]+(?:\|[^\s|{}*,]+)*$/;
const WORDS: Readonly<Record<keyof ParamTypes, string>> = {
  int: 'a whole number',
  uuid: 'a UUID',
  slug: 'lower-case letters, digits, - and _',
};

/** @throws TypeError for a pattern that cannot be read, with what to write instead. */
export function readValueCondition(name: string, pattern: string): ValueCondition {
  if (pattern === '*') return { name, matcher: text, words: 'any value' };
  const type = /^\{(.*)\}$/.exec(pattern)?.[1];
  if (type !== undefined && Object.hasOwn(namedMatchers, type)) {
    return { name, matcher: namedMatchers[type as keyof ParamTypes], words: WORDS[type as keyof ParamTypes] };
  }
  if (!CHOICE.test(pattern)) {
    throw new TypeError(
      `'${pattern}' is no condition for '${name}': write one, one|other, {int}, {uuid}, {slug} or *.`,
    );
  }
  const values = pattern.split('|');
  return { name, matcher: oneOf(values), words: values.length === 1 ? pattern : `one of ${values.join(', ')}` };
}

/** The captured value; undefined when it is missing or another one. A parameter without a value has none. */
export function matchValue({ matcher }: ValueCondition, value: string | null): ParamValue | undefined {
  return value === null ? undefined : matcher.parse(value);
}

/** A condition that is missing takes anything. */
export function relateValues(a: ValueCondition | undefined, b: ValueCondition | undefined): Relation {
  if (a === undefined || b === undefined) return relationOfSets(b === undefined, a === undefined, false);
  return relateMatchers(a.matcher, b.matcher);
}

/** Of two types neither is said to hold the other: which of them should go first would be a guess. */
function relateMatchers(a: Matcher, b: Matcher): Relation {
  if (a.key === b.key) return 'equal';
  const [ofA, ofB] = [[...(a.choices ?? [])], [...(b.choices ?? [])]];
  const isIn = (values: readonly string[], other: Matcher) =>
    values.length > 0 && values.every(value => other.parse(value) !== undefined);
  const isWithin = b === text || isIn(ofA, b);
  const isAround = a === text || isIn(ofB, a);
  const isCounted = ofA.length > 0 || ofB.length > 0;
  const isApart = ofA.every(value => b.parse(value) === undefined) && ofB.every(value => a.parse(value) === undefined);
  return relationOfSets(isWithin, isAround, isCounted && isApart);
}
