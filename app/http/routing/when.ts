import { type ContentCondition, readContentCondition, relateContent } from './content-condition.ts';
import { combine, type Relation } from './relation.ts';
import { type CapturedValue, readValueCondition, relateValues, type ValueCondition } from './value-condition.ts';

/** What a request must say to be of a kind. All that is named must hold; what is not named may be anything. */
export interface When {
  /** One media type or several: `text/csv`, `image/*`, `application/*+json`, `application/x-protobuf;proto=v2`. */
  readonly contentType?: string | readonly string[];
  /** Query parameters by name; see `CapturedValue` for what their patterns may be. Of a repeated one the first counts. */
  readonly query?: Readonly<Record<string, string>>;
  /** Header fields by name, with the same patterns. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was found where `When` looked, with the types that its patterns declare. */
export interface Captured<W extends When> {
  /** The listed media type that the content has, as it is written in the list. */
  readonly contentType: W extends { readonly contentType: infer T }
    ? T extends readonly (infer One)[]
      ? One
      : T
    : undefined;
  readonly query: W extends { readonly query: infer Q } ? CapturedValues<Q> : Nothing;
  readonly headers: W extends { readonly headers: infer H } ? CapturedValues<H> : Nothing;
}

type CapturedValues<R> = { readonly [K in keyof R]: R[K] extends string ? CapturedValue<R[K]> : never };
type Nothing = Readonly<Record<never, never>>;

/** `When`, read once. */
export interface Condition {
  readonly content: ContentCondition | undefined;
  readonly query: readonly ValueCondition[];
  readonly headers: readonly ValueCondition[];
}

/** @throws TypeError for a pattern or media type that cannot be read. */
export function readCondition({ contentType, query = {}, headers = {} }: When): Condition {
  const read = ([name, pattern]: [string, string]) => readValueCondition(name, pattern);
  return {
    content: contentType === undefined ? undefined : readContentCondition([contentType].flat()),
    query: Object.entries(query).map(read),
    headers: Object.entries(headers).map(read),
  };
}

/** Whether the requests of one condition are among those of the other, or could be of both. */
export function relateConditions(a: Condition, b: Condition): Relation {
  return combine([relateContents(a, b), ...relateAll(a.query, b.query), ...relateAll(a.headers, b.headers)]);
}

function relateContents({ content: a }: Condition, { content: b }: Condition): Relation {
  if (a && b) return relateContent(a, b);
  if (a === b) return 'equal';
  return a === undefined ? 'wider' : 'narrower';
}

function relateAll(a: readonly ValueCondition[], b: readonly ValueCondition[]): Relation[] {
  const key = ({ name }: ValueCondition) => name.toLowerCase();
  const names = new Set([...a, ...b].map(key));
  const named = (list: readonly ValueCondition[], name: string) => list.find(one => key(one) === name);
  return [...names].map(name => relateValues(named(a, name), named(b, name)));
}
