import { contentTypeOf, matchContent } from './content-condition.ts';
import { splitTarget } from './path.ts';
import type { RequestHead } from './request-head.ts';
import type { Captures } from './resolution.ts';
import { matchValue, type ValueCondition } from './value-condition.ts';
import type { Variant } from './variants.ts';

export interface ChosenVariant<H> {
  readonly kind: 'variant';
  readonly variant: Variant<H>;
  readonly when: Captures;
  /** The headers that were read to decide. */
  readonly vary: readonly string[];
}

export type VariantChoice<H> =
  | ChosenVariant<H>
  | { readonly kind: 'unsupported-media-type'; readonly accept: readonly string[] }
  | { readonly kind: 'unmet'; readonly reason: string; readonly vary: readonly string[] };

/** The first variant that fits. Reads a header, or the query, when a variant is asked that hangs on it, and not before. */
export function chooseVariant<H>(list: readonly Variant<H>[], request: RequestHead): VariantChoice<H> {
  const look = createLook(request);
  const fitting: Variant<H>[] = [];
  for (const variant of list) {
    const { content, ...rest } = variant.condition;
    const contentType = content && look.content(type => matchContent(content, type));
    if (content !== undefined && contentType === undefined) continue;
    fitting.push(variant);
    const ofQuery = capture(rest.query, look.parameter);
    const ofHeaders = ofQuery && capture(rest.headers, look.header);
    if (ofQuery === undefined || ofHeaders === undefined) continue;
    return { kind: 'variant', variant, when: { contentType, query: ofQuery, headers: ofHeaders }, vary: look.vary() };
  }
  if (fitting.length > 0) return { kind: 'unmet', reason: expectation(fitting), vary: look.vary() };
  return { kind: 'unsupported-media-type', accept: list.flatMap(({ condition }) => condition.content?.types ?? []) };
}

/** What the request says, read at most once. */
function createLook({ url, headers }: RequestHead) {
  const read = new Set<string>();
  let parameters: URLSearchParams | undefined;
  let contentType: ReturnType<typeof contentTypeOf>;
  return {
    content<T>(match: (type: ReturnType<typeof contentTypeOf>) => T): T {
      if (!read.has('Content-Type')) contentType = contentTypeOf(headers);
      read.add('Content-Type');
      return match(contentType);
    },
    parameter(name: string): string | null {
      parameters ??= new URLSearchParams(splitTarget(url).query);
      return parameters.get(name);
    },
    header(name: string): string | null {
      read.add(name);
      return headers.get(name);
    },
    vary: () => [...read],
  };
}

/** All values, or undefined as soon as one does not fit. */
function capture(
  conditions: readonly ValueCondition[],
  read: (name: string) => string | null,
): Captures['query'] | undefined {
  const values: Record<string, string | number> = {};
  for (const condition of conditions) {
    const value = matchValue(condition, read(condition.name));
    if (value === undefined) return undefined;
    values[condition.name] = value;
  }
  return values;
}

function expectation(variants: readonly Variant<unknown>[]): string {
  const ways = variants.map(({ condition: { query, headers } }) =>
    [
      ...query.map(({ name, words }) => `the query parameter ${name} (${words})`),
      ...headers.map(({ name, words }) => `the header ${name} (${words})`),
    ].join(' and '),
  );
  return `This address needs ${ways.join(', or ')}.`;
}
